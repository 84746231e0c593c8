using Wardmote.Discretion;
using Wardmote.Law;

namespace Wardmote.Documents;

/// <summary>Words of a document for what the record keeps as a code.</summary>
public static class DocumentWords
{
    private static readonly Dictionary<string, Text> Words = new()
    {
        ["source.report"] = new("举报", "report", "بلاغ"),
        ["source.patrol"] = new("巡查发现", "found on patrol", "دورية"),
        ["source.inspection"] = new("行政检查发现", "found on an inspection", "تفتيش"),
        ["handed"] = new("直接交付", "handed over", "تسليم مباشر"),
        ["left"] = new("留置送达", "left with a witness", "ترك بحضور شاهد"),
        ["post"] = new("邮寄送达", "by post", "بالبريد"),
        ["electronic"] = new("电子送达", "electronically", "إلكترونياً"),
        ["announced"] = new("公告送达", "by public announcement", "بالإعلان"),
        ["party"] = new("当事人", "party concerned", "الطرف المعني"),
        ["agent"] = new("代理人", "agent", "الوكيل"),
        ["adult_at_home"] = new("同住成年家属", "adult living with the party", "بالغ يقيم مع الطرف"),
        ["staff"] = new("单位收发人员", "member of staff", "موظف"),
        ["witness"] = new("证人", "witness", "شاهد"),
        ["other"] = new("其他", "other", "آخر"),
        ["signed"] = new("被询问人核对无误后签名", "read over and signed", "قُرئ ووُقّع"),
        ["refused"] = new("拒绝签名，已注明", "signature refused, noted", "رُفض التوقيع ودُوّن"),
        ["competence"] = new("主体权限", "competence", "الاختصاص"),
        ["facts"] = new("事实", "facts", "الوقائع"),
        ["evidence"] = new("证据", "evidence", "الأدلة"),
        ["law"] = new("适用法律", "law applied", "القانون المطبَّق"),
        ["discretion"] = new("裁量", "discretion", "التقدير"),
        ["procedure"] = new("程序", "procedure", "الإجراء"),
        ["documents"] = new("文书", "documents", "الوثائق"),
        ["crime"] = new("是否涉嫌犯罪", "suspected crime", "شبهة جريمة"),
        ["adopted"] = new("采纳", "adopted", "أُخذ به"),
        ["partly"] = new("部分采纳", "adopted in part", "أُخذ ببعضه"),
        ["not_adopted"] = new("不予采纳", "not adopted", "لم يُؤخذ به"),
        ["under_14"] = new("当事人未满十四周岁（行政处罚法第三十条）", "the party is under 14 (Penalties art. 30)", "الطرف دون الرابعة عشرة (المادة 30)"),
        ["unable"] = new("当事人不能辨认或者不能控制自己行为（行政处罚法第三十一条）", "the party could not recognise or control the act (Penalties art. 31)", "لم يكن الطرف قادراً على الإدراك أو التحكم (المادة 31)"),
        ["minor_corrected"] = new("违法行为轻微并及时改正，没有造成危害后果（行政处罚法第三十三条第一款）", "minor, promptly corrected, without harm (Penalties art. 33(1))", "طفيف وصُحّح سريعاً دون ضرر (المادة 33)"),
        ["first_slight"] = new("初次违法且危害后果轻微并及时改正（行政处罚法第三十三条第一款）", "a first breach, slight harm, promptly corrected (Penalties art. 33(1))", "مخالفة أولى بضرر طفيف وصُحّحت سريعاً (المادة 33)"),
        ["no_fault"] = new("当事人有证据足以证明没有主观过错（行政处罚法第三十三条第二款）", "the party proved to be without fault (Penalties art. 33(2))", "أثبت الطرف عدم خطئه (المادة 33)"),
        ["lapsed"] = new("超过行政处罚追究期限（行政处罚法第三十六条）", "the period of limitation has lapsed (Penalties art. 36)", "انقضت مدة الملاحقة (المادة 36)"),
        ["not_established"] = new("违法事实不能成立（行政处罚法第五十七条第一款第三项）", "the breach is not established (Penalties art. 57(1)(3))", "لم تثبت المخالفة (المادة 57)"),
        ["party_gone"] = new("当事人死亡或者终止", "the party has died or ceased to exist", "توفي الطرف أو انتهى وجوده"),
        ["penalised"] = new("已处罚并履行完毕", "penalised and performed", "عوقب ونُفّذ"),
        ["no_penalty"] = new("不予行政处罚", "not punished", "دون عقوبة"),
        ["transferred"] = new("已移送司法机关并被接受", "accepted by the judicial organ", "قبلتها الجهة القضائية"),
        ["referred"] = new("已移送有管辖权的机关", "referred to the competent organ", "أُحيلت إلى الجهة المختصة"),
        ["revised"] = new("决定被改变后结案", "ended after the decision was set aside", "انتهت بعد إلغاء القرار"),
        ["withdrawn"] = new("撤销立案", "filing withdrawn", "سُحب فتح القضية"),
        ["unenforced"] = new("未能执行，已说明理由", "could not be enforced; reasons given", "تعذر التنفيذ مع ذكر الأسباب"),
        ["executed"] = new("已依法强制执行", "executed by law", "نُفّذ جبراً وفق القانون"),
        ["execution_ended"] = new("依法终结执行", "execution ended by law", "أُنهي التنفيذ وفق القانون"),
        ["demolish"] = new("强制拆除", "demolition", "الهدم الجبري"),
        ["substitute"] = new("代履行", "substitute performance", "التنفيذ البديل"),
        ["court"] = new("申请人民法院强制执行", "application to the people's court", "طلب التنفيذ من محكمة الشعب"),
        ["traffic"] = new("危害交通安全", "harm to traffic safety", "الإضرار بسلامة المرور"),
        ["environment"] = new("造成环境污染", "pollution of the environment", "تلويث البيئة"),
        ["resources"] = new("破坏自然资源", "damage to natural resources", "الإضرار بالموارد الطبيعية"),
        ["put_right"] = new("已改正", "put right", "صُحّح"),
        ["no_breach"] = new("没有违法行为", "no breach", "لا مخالفة"),
        ["seal"] = new("查封", "sealing", "الختم"),
        ["detain"] = new("扣押", "detention", "التحفّظ"),
        ["no_violation"] = new("当事人没有违法行为", "no breach by the party", "لا مخالفة من الطرف"),
        ["unrelated"] = new("查封、扣押的场所、设施或者财物与违法行为无关", "what was taken has nothing to do with the breach", "ما أُخذ لا صلة له بالمخالفة"),
        ["decided"] = new("已经作出处理决定，不再需要", "the matter is decided and it is not needed any more", "صدر القرار ولم تعد هناك حاجة"),
        ["expired"] = new("期限已经届满", "the term has ended", "انقضت المدة"),
        ["not_needed"] = new("不再需要采取措施", "the measure is not needed any more", "لم تعد هناك حاجة إلى التدبير"),
        ["not_approved"] = new("负责人没有补办批准", "the head did not approve it", "لم يعتمده الرئيس"),
        ["public"] = new("公开举行", "held in public", "علنية"),
        ["closed"] = new("不公开举行", "not public", "غير علنية"),
        ["statement"] = new("陈述申辩权", "the right to a statement and defence", "حق الإفادة والدفاع"),
        ["letter"] = new("涉嫌犯罪案件移送书", "letter of transfer", "كتاب الإحالة"),
        ["report"] = new("案件情况的调查报告", "report of the investigation", "تقرير التحقيق"),
        ["goods"] = new("涉案物品清单", "list of the goods", "قائمة الأشياء"),
        ["results"] = new("检验报告或者鉴定结论", "test results", "نتائج الفحص"),
        ["application"] = new("强制执行申请书", "application", "الطلب"),
        ["decision"] = new("行政决定书及作出决定的事实、理由和依据", "the decision with its facts, reasons and basis", "القرار ووقائعه وأسبابه وسنده"),
        ["party_and_demand"] = new("当事人的意见及行政机关催告情况", "the party's view and the demand made", "رأي الطرف والمطالبة"),
        ["object"] = new("申请强制执行标的情况", "the object of execution", "محل التنفيذ"),
        ["act"] = new("违法行为", "the act", "الفعل"),
        ["time_place"] = new("时间、地点", "time and place", "الوقت والمكان"),
        ["condition"] = new("前置条件", "condition", "الشرط"),
        ["gains"] = new("违法所得", "illegal gains", "المكاسب غير المشروعة"),
        ["base"] = new("罚款基数", "base of the fine", "أساس الغرامة"),
    };

    /// <summary>True for a code that has words.</summary>
    public static bool Has(string code) => Words.ContainsKey(code) || PenaltyKindWords.ByWord.ContainsKey(code);

    /// <summary>Words for a code; a code without words is its own.</summary>
    public static string Of(string code, string language) => Words.TryGetValue(code, out var words) ? words.In(language) : PenaltyKindWords.ByWord.ContainsKey(code) ? TierWords.Penalty(code).In(language) : code[(code.IndexOf('.') + 1)..];
}
