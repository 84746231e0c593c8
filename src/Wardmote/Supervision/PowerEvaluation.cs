using Wardmote.Cases;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Powers;
using Wardmote.Whistles;

namespace Wardmote.Supervision;

/// <summary>A share with what it is a share of, so that nobody reads 1 of 1 as a hundred per cent.</summary>
/// <param name="Hits">Numerator.</param>
/// <param name="Of">Denominator.</param>
public readonly record struct Rate(int Hits, int Of)
{
    /// <summary>The share; null of nothing.</summary>
    public double? Value => Of == 0 ? null : (double)Hits / Of;

    /// <summary>Wilson's 95 % interval; null of nothing.</summary>
    public Interval? Interval => Certain.Wilson(Hits, Of);

    /// <summary>Both together.</summary>
    public static Rate operator +(Rate a, Rate b) => new(a.Hits + b.Hits, a.Of + b.Of);
}

/// <summary>Use and outcome of one item in one locality.</summary>
/// <param name="Locality">Locality.</param>
/// <param name="Cases">Cases opened in the period.</param>
/// <param name="Days">Median days from opening to end, open ones counted for as long as they have been open; null when fewer than half have ended.</param>
/// <param name="DaysInterval">Its 95 % interval.</param>
/// <param name="Errors">Cases in which a fence stopped a step, of the cases.</param>
/// <param name="Overturned">Decisions changed, revoked or found illegal or invalid, of the decisions.</param>
/// <param name="Whistles">Calls to a department, of the cases and calls.</param>
public sealed record ItemUse(string Locality, int Cases, double? Days, Interval? DaysInterval, Rate Errors, Rate Overturned, Rate Whistles);

/// <summary>一个镇街的建议: what is proposed for one locality, by its own figures.</summary>
/// <param name="Use">Its figures.</param>
/// <param name="Held">True when it holds the item at the end of the period.</param>
/// <param name="Proposal"><c>grant</c>, <c>keep</c>, <c>pool</c> or <c>retrieve</c>; <c>few</c> where its own figures are too few to say anything.</param>
/// <param name="Reasons">Why.</param>
/// <param name="Against">What speaks against it.</param>
public sealed record PlaceEvaluation(ItemUse Use, bool Held, string Proposal, IReadOnlyList<Text> Reasons, IReadOnlyList<Text> Against)
{
    /// <summary>True when something else is proposed here than for the county.</summary>
    public bool Differs(PowerEvaluation county) => Proposal != "few" && Proposal != county.Proposal;
}

/// <summary>
/// 定期评估 (Penalties art. 24): how a power is used and what came of it, with a proposal and what speaks against it. It names places and items, never people, and puts nothing in an order of merit.
/// </summary>
/// <param name="Item">Item.</param>
/// <param name="Held">True when towns of the county hold it at the end of the period.</param>
/// <param name="Total">Over all localities; its locality is empty.</param>
/// <param name="Places">Per locality, in the order of the codes; a town that got a new code stands under it.</param>
/// <param name="Proposal">Over all localities: <c>grant</c>, <c>keep</c>, <c>pool</c> or <c>retrieve</c>.</param>
/// <param name="Reasons">Why.</param>
/// <param name="Against">What speaks against it.</param>
public sealed record PowerEvaluation(string Item, bool Held, ItemUse Total, IReadOnlyList<PlaceEvaluation> Places, string Proposal, IReadOnlyList<Text> Reasons, IReadOnlyList<Text> Against)
{
    /// <summary>Id of the settings: thresholds of the house, in the pack.</summary>
    public const string Settings = "power-evaluation";

    private static readonly HashSet<string> Undone = ["revoked", "changed", "illegal", "invalid"];

    /// <summary>Evaluates every item that was used or called for in the period.</summary>
    public static IReadOnlyList<PowerEvaluation> Of(IReadOnlyList<Entry> entries, LawInForce law, Book book, DateTimeOffset from, DateTimeOffset to)
    {
        var values = law.At(book).Fence(Settings, ShanghaiTime.Day(to)).Values;
        var cases = new Dictionary<string, (CaseOpened Opened, DateTimeOffset At, DateTimeOffset? End, bool Stopped, bool Decided, bool Undone)>();
        var (calls, handed) = (new List<WhistleBlown>(), new HashSet<string>());
        foreach (var entry in entries.Where(e => e.At < to))
        {
            var body = Body.Read(entry);
            if (body is CaseOpened opened && entry.At >= from)
            {
                cases[opened.Case] = (opened, entry.At, null, false, false, false);
            }
            else if (body is CaseHandedOver over)
            {
                handed.Add(over.Case);
            }
            else if (body is WhistleBlown blown && entry.At >= from && blown.Item.Length > 0)
            {
                // A change of powers handed the case over with this call; nobody needed help.
                if (blown is not { Kind: "refer", Case: { } moved } || !handed.Contains(moved))
                {
                    calls.Add(blown);
                }
            }
            else if (entry.Tags.FirstOrDefault(t => t.Kind == "case") is { Value: { } id } && cases.TryGetValue(id, out var c))
            {
                cases[id] = body switch
                {
                    CaseEnded => c with { End = entry.At },
                    ActStopped => c with { Stopped = true },
                    DecidedOnTheSpot or Decided => c with { Decided = true },
                    RemedyEnded r => c with { Undone = c.Undone || Undone.Contains(r.Result) },
                    _ => c,
                };
            }
        }

        var (evaluations, day) = (new List<PowerEvaluation>(), ShanghaiTime.Day(to));
        string Town(string code) => law.TeamFor(code, day);
        foreach (var item in cases.Values.Select(c => c.Opened.Item).Concat(calls.Select(c => c.Item)).Distinct().Order(StringComparer.Ordinal))
        {
            var own = cases.Values.Where(c => c.Opened.Item == item).ToList();
            var asked = calls.Where(c => c.Item == item).ToList();
            ItemUse Use(string locality)
            {
                var here = own.Where(c => locality.Length == 0 || Town(c.Opened.Locality) == locality).ToList();
                var whistles = asked.Count(c => locality.Length == 0 || Town(c.From) == locality);
                var times = here.Select(c => (((c.End ?? to) - c.At).TotalDays, c.End is not null)).ToList();
                return new ItemUse(locality, here.Count, Certain.MedianWithOpen(times), Certain.BootstrapMedian(times),
                    new Rate(here.Count(c => c.Stopped), here.Count), new Rate(here.Count(c => c is { Decided: true, Undone: true }), here.Count(c => c.Decided)), new Rate(whistles, here.Count + whistles));
            }

            bool Holds(string town) => law.Catalogue.Knows(new ItemCode(item)) && law.Locality(town) is not null && law.Catalogue.Find(new PowerQuestion(new ItemCode(item), town, day, day)).Line is not null;
            var towns = own.Select(c => c.Opened.Locality).Concat(asked.Select(c => c.From)).Select(Town).Distinct().Order(StringComparer.Ordinal).ToList();
            var (total, held) = (Use(""), towns.Exists(Holds));
            var (proposal, reasons, against) = Propose(total, held, values);
            evaluations.Add(new PowerEvaluation(item, held, total, [.. towns.Select(t => ForTown(Use(t), Holds(t), proposal, values))], proposal, reasons, against));
        }

        return evaluations;
    }

    /// <summary>Items that a locality of the county holds by a list or a letter on a day and that no evaluation speaks of: granted, and neither used nor called for. Too little to propose anything, but to be seen.</summary>
    public static IReadOnlyList<ItemCode> Unused(IReadOnlyList<PowerEvaluation> evaluations, LawInForce law, Book book, DateOnly day)
    {
        var used = evaluations.Select(e => e.Item).ToHashSet();
        var places = law.Localities.Where(l => l.County == book.Code && l.Stands(day)).ToList();
        return [.. law.Codes.Where(c => !used.Contains(c.Value) && places.Exists(p => law.Catalogue.Find(new PowerQuestion(c, p.Code, day, day)).Line is { Source: not PowerSource.Statutory })).OrderBy(c => c.Value, StringComparer.Ordinal)];
    }

    private static PlaceEvaluation ForTown(ItemUse use, bool held, string county, IReadOnlyDictionary<string, decimal> values)
    {
        var (counted, least) = (held ? use.Cases : use.Whistles.Hits, (int)values["least_cases"]);
        if (counted < least)
        {
            return new PlaceEvaluation(use, held, "few", [new Text($"只有 {counted} 件，少于 {least} 件，说明不了问题", $"{counted}, fewer than {least}, say too little", $"{counted}، أقل من {least}، لا تكفي للقول")], []);
        }

        var (proposal, reasons, against) = Propose(use, held, values);
        return new PlaceEvaluation(use, held, proposal, reasons, proposal == county || proposal == "keep" ? against :
        [
            .. against,
            new Text("看的镇街多了，总有一个会碰巧突出", "where many towns are looked at, one stands out by chance", "حين يُنظر في بلديات كثيرة تبرز إحداها مصادفة"),
        ]);
    }

    private static (string Proposal, IReadOnlyList<Text> Reasons, IReadOnlyList<Text> Against) Propose(ItemUse use, bool held, IReadOnlyDictionary<string, decimal> values)
    {
        var (least, few) = ((int)values["least_cases"], (int)values["few_cases"]);
        var against = new List<Text>();
        if (!held)
        {
            var often = use.Whistles.Hits >= least;
            against.Add(often
                ? new Text("部门办得好不好，镇街的记录里看不到；收下之前要看人员和证件", "how well the department does it does not show in the towns' records; people and certificates must be looked at first", "لا تظهر جودة عمل الإدارة في سجلات البلديات؛ ويلزم أولاً النظر في الأفراد والبطاقات")
                : new Text("举报少也可能是因为没有人知道可以举报", "few calls may also mean that nobody knows they can report it", "قلة النداءات قد تعني أيضاً أن أحداً لا يعلم بإمكان الإبلاغ"));
            return often
                ? ("grant", [new Text($"镇街为此吹哨 {use.Whistles.Hits} 次", $"towns called the department {use.Whistles.Hits} times for it", $"استدعت البلديات الإدارة {use.Whistles.Hits} مرة لأجله")], against)
                : ("keep", [new Text($"只吹哨 {use.Whistles.Hits} 次，少于 {least} 次", $"only {use.Whistles.Hits} calls, fewer than {least}", $"{use.Whistles.Hits} نداء فقط، أقل من {least}")], against);
        }

        if (use.Cases < least)
        {
            against.Add(new Text("不常用不等于不需要：收回后每一件都要移交", "seldom used is not the same as not needed: after a retrieval each one is a hand-over", "قلة الاستعمال لا تعني عدم الحاجة: فبعد الاسترداد تكون كل قضية تسليماً"));
            return ("keep", [new Text($"只有 {use.Cases} 件，少于 {least} 件，说明不了问题", $"{use.Cases} cases, fewer than {least}, say too little", $"{use.Cases} قضية، أقل من {least}، لا تكفي للقول")], against);
        }

        // The low end of the interval must lie above the limit: chance alone is no reason to take a power away.
        var low = use.Overturned.Interval?.Low ?? 0;
        if (use.Overturned.Of > 0 && low > (double)values["overturned"])
        {
            against.Add(new Text($"决定只有 {use.Overturned.Of} 件；被改变的原因可能相同，一次培训也许就够", $"only {use.Overturned.Of} decisions; they may have been overturned for one and the same reason, which training could mend", $"القرارات {use.Overturned.Of} فقط؛ وقد يكون سبب النقض واحداً يعالجه التدريب"));
            against.Add(new Text("收回要移交未结案件，离现场更远", "a retrieval hands open cases over and moves the work away from the place", "الاسترداد يسلّم القضايا المفتوحة ويبعد العمل عن المكان"));
            return ("retrieve", [Over(new Text("被改变、撤销、确认违法的决定", "decisions overturned", "القرارات المنقوضة"), use.Overturned, values["overturned"])], against);
        }

        var reasons = new List<Text>();
        if ((use.Errors.Interval?.Low ?? 0) > (double)values["errors"])
        {
            reasons.Add(Over(new Text("有步骤被围栏停下的案件", "cases with a stopped step", "قضايا أوقفت فيها خطوة"), use.Errors, values["errors"]));
            against.Add(new Text("被停下说明围栏起了作用，错误没有到当事人那里", "a stop shows that the fence worked: the error did not reach the party", "الإيقاف يدل على عمل السياج: لم يصل الخطأ إلى الطرف"));
        }

        if ((use.Whistles.Interval?.Low ?? 0) > (double)values["whistles"])
        {
            reasons.Add(Over(new Text("需要吹哨请部门来的", "matters for which a department was called", "أمور استُدعيت لها إدارة"), use.Whistles, values["whistles"]));
            against.Add(new Text("吹哨也可能只是因为设备在部门手里，借用就够", "a call may only mean that the department has the instruments; lending them could do", "قد يعني النداء فقط أن الأجهزة لدى الإدارة؛ وتكفي إعارتها"));
        }

        if (reasons.Count == 0 && use.Cases < few)
        {
            reasons.Add(new Text($"一年只有 {use.Cases} 件，单个镇街练不熟", $"{use.Cases} cases in the period are few for a town alone to stay practised", $"{use.Cases} قضية في المدة قليلة على بلدية وحدها لتبقى متمرسة"));
            against.Add(new Text("合并队伍要有委托或者协作协议，路程更长", "a pooled team needs an agreement, and its ways are longer", "الفريق المشترك يحتاج إلى اتفاق وطرقه أطول"));
        }

        if (reasons.Count > 0)
        {
            return ("pool", reasons, against);
        }

        against.Add(new Text("没有发现问题，也可能是因为没有人申请复议或者起诉", "nothing found may also mean that nobody asked for a remedy", "عدم وجود شيء قد يعني أيضاً أن أحداً لم يطلب سبيلاً للطعن"));
        return ("keep", [new Text($"{use.Cases} 件，各项比率的区间都没有越过界限", $"{use.Cases} cases, and no rate's interval lies above its limit", $"{use.Cases} قضية ولم تتجاوز فترة أي معدل حدّه")], against);
    }

    private static Text Over(Text what, Rate rate, decimal limit)
    {
        var (low, high) = (rate.Interval!.Value.Low * 100, rate.Interval.Value.High * 100);
        return new Text(
            $"{what.Zh}：{rate.Of} 件中 {rate.Hits} 件（区间 {low:0}–{high:0}%），越过界限 {limit * 100:0}%",
            $"{what.En}: {rate.Hits} of {rate.Of} (interval {low:0}–{high:0} %), above the limit of {limit * 100:0} %",
            $"{what.Ar}: {rate.Hits} من {rate.Of} (الفترة {low:0}–{high:0} %)، فوق الحد {limit * 100:0} %");
    }
}
