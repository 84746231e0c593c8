namespace Wardmote.Recognition;

/// <summary>闲话: what people write around the matter itself: greetings, who and where they are, how long, that nobody answered, thanks.
/// A class of its own inside the model, so that such clauses weigh little; never an answer.</summary>
internal static class Chatter
{
    /// <summary>Sentences of a language.</summary>
    public static string[] Of(string language) => language switch { "zh" => Zh, "en" => En, _ => Ar };

    /// <summary>A sentence as it might stand in a longer message, with every other piece of chatter; the same for the same chance.</summary>
    public static string Around(string words, string language, int half, ref Chance chance)
    {
        var all = Of(language).Where((_, i) => i % 2 == half).ToArray();
        var blank = language == "zh" ? "" : " ";
        var stop = language == "zh" ? "。" : ". ";
        var before = chance.Below(3);
        var after = chance.Below(3) + (before == 0 ? 1 : 0);
        var parts = new List<string>();
        for (var i = 0; i < before; i++)
        {
            parts.Add(all[chance.Below(all.Length)] + blank);
        }

        parts.Add(words + stop);
        for (var i = 0; i < after; i++)
        {
            parts.Add(all[chance.Below(all.Length)] + blank);
        }

        return string.Concat(parts);
    }

    private static readonly string[] Zh =
    [
        "您好，", "领导好！", "你们好，我想反映一个问题：", "市长您好，", "书记好，打扰您了。", "尊敬的镇政府：", "我要投诉，", "来信人反映：", "市民来电称，", "群众反映，", "接12345转来，",
        "本人是幸福里小区的住户，", "我家住在滨江路旁边，", "我是附近的居民，", "我是租客，住五楼，", "我们整栋楼的人都受不了了，", "家里有老人和小孩，", "我妈心脏不好，", "小孩正在准备高考，",
        "我上夜班白天要睡觉，", "地址：建设路88号旁，", "位置在菜市场对面，", "就在我们单元楼下，", "具体位置是二号门进去左手边，", "在学校后门那条街，", "镇上老街那里，", "在我们村三组，", "新城花园一期，",
        "已经半年多了，", "这种情况持续了两个多月，", "从国庆节到现在，", "几乎天天如此，", "上个星期又是这样，", "今天早上我又看见了，", "3月15日晚上九点左右，", "每到周末更厉害，", "前前后后三四年了，", "刚才路过发现的，",
        "找物业，物业说管不了。", "给社区打过电话，社区让我们找街道。", "之前举报过，来的人看一眼就走了。", "上次处理完没几天又恢复原样。", "没人管没人问！", "打了好多次电话都没有下文。", "工作人员态度很好，但是问题一直没解决。",
        "跟他们沟通过，对方态度恶劣，还骂人。", "我们去说，他们根本不理。", "老板说爱去哪告去哪告。", "请问这个归哪个部门管？", "你们到底管不管？", "请尽快派人来看看。", "望有关部门查处。", "恳请给予解决，不胜感激！", "希望给老百姓一个安静的生活。",
        "麻烦你们了。", "辛苦了，谢谢。", "盼回复。", "我的电话是13912345678，请保密。", "请不要透露我的个人信息。", "有照片和视频为证。", "附图。", "再不处理我就发到网上去。", "严重影响居民的日常生活。", "实在是太过分了！", "真的忍无可忍了。",
        "存在很大的安全隐患。", "我不知道这个算不算违法，", "不晓得找哪个部门，就写到这里来了。", "诉求：请核实处理并回复。", "是否合规？", "请问这样合法吗？", "周边住户敢怒不敢言。", "谢谢领导百忙之中看信。",
    ];

    private static readonly string[] En =
    [
        "Hi,", "Good morning.", "Hello team,", "To whom it may concern,", "I want to report something.", "I would like to make a complaint.", "Sorry to bother you,", "hi there not sure if this is the right place,",
        "I live at 12 Riverside Road.", "I rent a flat on the fifth floor.", "We are a family with a baby.", "My mother is ill and at home all day.", "I work nights and sleep in the daytime.", "I am a foreigner living here for two years.",
        "It's opposite the market.", "near the school gate,", "behind the bank,", "in our village, group three,", "just below our building,", "next to bus stop Xinhua Road,", "address: Jianshe Road 88.", "in the old town,",
        "This has been going on for six months.", "every single day,", "since the holiday,", "it happened again last Saturday,", "around 9 pm on 15 March", "for the third time this month,", "I saw it again this morning.", "It's worse at weekends.",
        "I told the property management and they said it is not their job.", "I called the community office twice, no answer.", "Someone came, looked and left.", "After the last visit it was fine for two days and then started again.", "Nobody cares!",
        "We tried to talk to them but they shouted at us.", "The owner just laughed.", "he said complain wherever you like.", "Who is responsible for this?", "is this even legal?", "I don't know which department this belongs to.",
        "Please send someone to have a look.", "please do something!!", "Could you look into this?", "I hope you can help.", "I look forward to your reply.", "Many thanks.", "thx", "Regards, a resident", "please keep my name private.",
        "call me on 13912345678.", "I have photos and a video.", "picture attached.", "It is really too much.", "We can't stand it any more.", "this is a serious safety risk.", "it affects our daily life.", "If nothing happens I will post it online.", "pls help", "ASAP please",
    ];

    private static readonly string[] Ar =
    [
        "مرحبا،", "صباح الخير", "السلام عليكم ورحمة الله وبركاته،", "تحية طيبة وبعد،", "إلى من يهمه الأمر،", "أود تقديم شكوى.", "ابي ابلغ عن مشكلة", "عايز اقدم شكوى", "بدي احكي عن مشكلة", "لو سمحتم",
        "أسكن في شارع النهر رقم ١٢.", "انا ساكن في الدور الخامس", "نحن عائلة ومعنا طفل رضيع.", "امي مريضة وما تطلع من البيت", "أعمل ليلا وأنام نهارا.", "مقابل السوق", "ورا المدرسة", "قدام باب العمارة", "في قريتنا", "جنب موقف الباص", "العنوان: شارع البناء ٨٨",
        "هذا الوضع مستمر منذ ستة أشهر.", "كل يوم والله", "من ايام العيد لليوم", "صار نفس الشي السبت الماضي", "حوالي الساعة التاسعة مساء يوم ١٥ مارس", "للمرة الثالثة هذا الشهر", "شفته اليوم الصبح مرة ثانية", "في نهاية الأسبوع أسوأ.",
        "كلمنا إدارة العمارة وقالوا مو شغلنا", "اتصلت بالبلدية مرتين وما في جواب", "جاء موظف ونظر ثم ذهب.", "بعد الزيارة الأخيرة عاد كل شيء كما كان.", "محدش سائل فينا", "ما حدا عم يسمعنا", "حاولنا نتكلم معهم لكنهم صرخوا علينا.", "صاحب المحل ضحك وقال اشتكي وين ما تبي",
        "من الجهة المسؤولة عن هذا؟", "هل هذا قانوني؟", "ما ادري لمين اشتكي", "نرجو إرسال من يعاين الموقع.", "نطلب منكم التدخل العاجل.", "ياريت تشوفولنا حل", "الله يعطيكم العافية", "وشكرا جزيلا.", "جزاكم الله خيرا", "بانتظار ردكم.", "ارجو عدم ذكر اسمي.",
        "رقم جوالي ٠٥٠١٢٣٤٥٦٧", "عندي صور وفيديو.", "مرفق صورة.", "الموضوع زاد عن حده.", "تعبنا خلاص", "خطر كبير على السلامة.", "يؤثر على حياتنا اليومية.", "إذا لم يحدث شيء سأنشره.", "حسبي الله ونعم الوكيل", "يا جماعة حرام",
    ];
}
