using System.Security.Cryptography;
using System.Text;
using Wardmote.Cases;
using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Teams;

namespace Wardmote.Inspections;

/// <summary>抽签: who is drawn from a list by a seed. Anybody with the seed and the list gets the same answer, with nothing but SHA-256.</summary>
public static class Lot
{
    /// <summary>The ids whose SHA-256 of <c>wardmote-lot/1</c>, the seed and the id, parted by line ends, is smallest.</summary>
    public static IReadOnlyList<string> Draw(string seed, IEnumerable<string> ids, int count) =>
        [.. ids.Distinct().Select(id => (Id: id, Lot: Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"wardmote-lot/1\n{seed}\n{id}")))))
            .OrderBy(x => x.Lot, StringComparer.Ordinal).Take(count).Select(x => x.Id)];
}

/// <summary>双随机公告: both lists stand before the seed is known, so that nobody can choose a seed that suits them.</summary>
/// <param name="Draw">Id.</param>
/// <param name="Organ">Organ that draws.</param>
/// <param name="Title">Title.</param>
/// <param name="Items">Items that would be checked.</param>
/// <param name="Premises">Premises it is drawn from, sorted.</param>
/// <param name="Officers">Officers it is drawn from, sorted, with their certificates.</param>
/// <param name="Count">How many premises.</param>
/// <param name="Crew">How many officers for each.</param>
/// <param name="SeedFrom">Which public number will be the seed, in words.</param>
/// <param name="SeedOn">Day on which that number becomes known; after the announcement.</param>
[EntryKind("inspection.draw_announced/1")]
public sealed record DrawAnnounced(
    string Draw, string Organ, string Title, IReadOnlyList<string> Items, IReadOnlyList<string> Premises, IReadOnlyList<NamedOfficer> Officers, int Count, int Crew, string SeedFrom, DateOnly SeedOn);

/// <summary>One drawn visit.</summary>
public sealed record DrawnVisit(string Premises, IReadOnlyList<string> Officers);

/// <summary>双随机抽取: the lots were drawn.</summary>
/// <param name="Draw">Id.</param>
/// <param name="Seed">The public number.</param>
/// <param name="Visits">Premises in the order of their lots, each with its officers.</param>
[EntryKind("inspection.drawn/1")]
public sealed record LotsDrawn(string Draw, string Seed, IReadOnlyList<DrawnVisit> Visits);

/// <summary>双随机 as its entries say it is.</summary>
public sealed class RandomDraw
{
    private RandomDraw(DrawAnnounced announced, Entry first) => (Announced, Book, At, By, Sequence) = (announced, first.Book, first.At, first.By, first.Sequence);

    /// <summary>As announced.</summary>
    public DrawAnnounced Announced { get; }

    /// <summary>Book.</summary>
    public Book Book { get; }

    /// <summary>When it was announced.</summary>
    public DateTimeOffset At { get; }

    /// <summary>Who announced it.</summary>
    public By By { get; }

    /// <summary>The lots; null before.</summary>
    public LotsDrawn? Drawn { get; private set; }

    /// <summary>Newest sequence.</summary>
    public long Sequence { get; private set; }

    /// <summary>Tag.</summary>
    public static Tag TagOf(string draw) => new("draw", draw);

    /// <summary>Folds entries; null when there is none.</summary>
    public static RandomDraw? Of(IReadOnlyList<Entry> entries)
    {
        RandomDraw? draw = null;
        foreach (var entry in entries)
        {
            switch (Body.Read(entry))
            {
                case DrawAnnounced announced:
                    draw ??= new RandomDraw(announced, entry);
                    break;
                case LotsDrawn drawn when draw is not null:
                    (draw.Drawn, draw.Sequence) = (drawn, entry.Sequence);
                    break;
            }
        }

        return draw;
    }

    /// <summary>What a seed gives: premises first, then for each of them officers of their own lots, so that no pair is likelier than another.</summary>
    public static IReadOnlyList<DrawnVisit> Draw(DrawAnnounced announced, string seed) =>
        [.. Lot.Draw(seed, announced.Premises, announced.Count).Select(p => new DrawnVisit(p, Lot.Draw($"{seed}\n{p}", announced.Officers.Select(o => o.Id), announced.Crew)))];
}

/// <summary>公告抽取: an organ announces a draw.</summary>
public sealed record AnnounceDraw(
    string Draw, string Organ, string Title, IReadOnlyList<string> Items, IReadOnlyList<string> Premises, IReadOnlyList<string> Officers, int Count, string SeedFrom, DateOnly SeedOn)
{
    /// <summary>Officers for each visit: at least two inspect (Penalties art. 42).</summary>
    public const int Crew = 2;

    /// <summary>Writes the announcement.</summary>
    public Outcome On(LawInForce law, Book book, Roster roster, DateOnly today)
    {
        var premises = Premises.Distinct().Order(StringComparer.Ordinal).ToList();
        if (Title.Trim().Length == 0 || Items.Count == 0 || premises.Count is 0 or > PlanInspections.Most || Count < 1 || Count > premises.Count)
        {
            return Outcome.No("draw_incomplete",
                new Text($"抽取须有名称、事项、1 至 {PlanInspections.Most} 家企业，抽取数不超过企业数", $"a draw needs a title, items, 1 to {PlanInspections.Most} premises and no more lots than premises", $"تحتاج القرعة إلى عنوان وبنود ومن 1 إلى {PlanInspections.Most} منشأة وعدد لا يتجاوز المنشآت"),
                new Text("补全后再提交", "complete it, then send it again", "أكملها ثم أرسلها"));
        }

        if (Items.FirstOrDefault(i => law.Item(new ItemCode(i), today) is null) is { } outside)
        {
            return Outcome.No("not_on_list", new Text($"{outside} 不在检查事项清单", $"{outside} is not on the list of inspection items", $"{outside} ليس في قائمة بنود التفتيش"),
                new Text("从清单选择", "choose from the list", "اختر من القائمة"), law.At(book).Fence("inspection-list", today).Basis);
        }

        var fields = Items.Select(i => law.Newest(new ItemCode(i))?.Field ?? "").Distinct().ToList();
        var able = Officers.Distinct().Order(StringComparer.Ordinal).Select(roster.Find).OfType<Officer>()
            .Select(o => (Officer: o, Away: Away(o, today), Card: o.Auxiliary || Away(o, today) is not null ? null : o.Certificates.FirstOrDefault(c => fields.All(f => c.Lacks(Organ, f, today) is null)))).ToList();
        if (able.Count(x => x.Card is not null) < Crew || able.Any(x => x.Card is null))
        {
            var (lacking, away, _) = able.FirstOrDefault(x => x.Card is null);
            return Outcome.No("officers",
                lacking is null
                    ? new Text("至少两名持有效证件的执法人员", "at least two officers with a valid certificate", "موظفان على الأقل ببطاقة سارية")
                    : away is not null
                    ? new Text($"{lacking.Name.Zh}：{away.Zh}", $"{lacking.Name.En}: {away.En}", $"{lacking.Name.Ar}: {away.Ar}")
                    : new Text($"{lacking.Name.Zh}没有这些事项的有效证件", $"{lacking.Name.En} has no valid certificate for these items", $"لا يحمل {lacking.Name.Ar} بطاقة سارية لهذه البنود"),
                new Text("改选人员", "choose other officers", "اختر موظفين آخرين"), "行政处罚法 42");
        }

        return SeedFrom.Trim().Length == 0 || SeedOn <= today
            ? Outcome.No("seed_known",
                new Text("种子须是公告之后才产生的公开数字", "the seed must be a public number that becomes known after the announcement", "يجب أن تكون البذرة رقماً علنياً يُعرف بعد الإعلان"),
                new Text("写明用哪个公开数字，日期在今天之后，例如次日开奖的彩票号码", "name the public number and a day after today, for example tomorrow's lottery", "اذكر الرقم العلني ويوماً بعد اليوم، كيانصيب الغد"))
            : Outcome.Of(Body.Fact(new DrawAnnounced(Draw, Organ, Title.Trim(), [.. Items.Distinct()], premises, [.. able.Select(x => new NamedOfficer(x.Officer.Id, x.Officer.Name, x.Card!.Number))], Count, Crew, SeedFrom.Trim(), SeedOn),
                [RandomDraw.TagOf(Draw), new Tag("draws", Organ)]));
    }

    /// <summary>Why the officer is not of this team today, or will not be when the lots are drawn; null when neither.</summary>
    private Text? Away(Officer officer, DateOnly today) => officer.Secondment?.Lacks(today) ?? (SeedOn > today ? officer.Secondment?.Lacks(SeedOn) : null);
}

/// <summary>抽取: the public number is known, the lots follow from it.</summary>
public sealed record DrawLots(string Seed)
{
    /// <summary>Writes the lots; once.</summary>
    public Outcome On(RandomDraw draw, DateOnly today)
    {
        if (draw.Drawn is not null)
        {
            return Outcome.No("drawn_already", new Text("已经抽取", "the lots were drawn already", "سُحبت القرعة بالفعل"), new Text("刷新页面", "reload the page", "أعد تحميل الصفحة"));
        }

        if (today < draw.Announced.SeedOn)
        {
            return Outcome.No("too_early",
                new Text($"种子 {draw.Announced.SeedOn:yyyy-MM-dd} 才公布", $"the seed is public only on {draw.Announced.SeedOn:yyyy-MM-dd}", $"لا تُعلن البذرة قبل {draw.Announced.SeedOn:yyyy-MM-dd}"), new Text("到那天再抽", "draw on that day", "اسحب في ذلك اليوم"));
        }

        return Seed.Trim().Length is 0 or > 100
            ? Outcome.No("no_seed", new Text("填写公告所说的公开数字", "give the public number that was announced", "اذكر الرقم العلني المُعلن"), new Text("照公布的写，最多 100 字", "as it was published, at most 100 characters", "كما نُشر وبحد أقصى 100 حرف"))
            : Outcome.Of(Body.Fact(new LotsDrawn(draw.Announced.Draw, Seed.Trim(), RandomDraw.Draw(draw.Announced, Seed.Trim())), [RandomDraw.TagOf(draw.Announced.Draw), new Tag("draws", draw.Announced.Organ)]));
    }
}
