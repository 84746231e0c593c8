using System.Security.Cryptography;
using System.Text;
using Wardmote.Fences;
using Wardmote.Inspections;
using Wardmote.Journal;
using Wardmote.Law;

namespace Wardmote.Supervision;

/// <summary>案卷评查: case files were drawn by lot. Anybody with the seed and the list gets the same files.</summary>
/// <param name="Sampling">Id.</param>
/// <param name="Seed">Seed, named before the list was known, for example a public lottery number.</param>
/// <param name="Population">Case ids it was drawn from, sorted, as hex SHA-256 over them joined by line ends.</param>
/// <param name="Size">How many there were.</param>
/// <param name="Cases">Cases drawn.</param>
/// <param name="Sheet">Score sheet, so that a later change of the sheet changes no old score.</param>
[EntryKind("sampling.drawn/1")]
public sealed record SamplingDrawn(string Sampling, string Seed, string Population, int Size, IReadOnlyList<string> Cases, IReadOnlyList<SheetLine> Sheet);

/// <summary>One question of the score sheet.</summary>
/// <param name="Id">Id.</param>
/// <param name="Question">Question.</param>
/// <param name="Rules">Rules of the pack it looks at.</param>
/// <param name="Points">Most points.</param>
/// <param name="Fatal">True when "no" makes the whole file not in order, whatever its points.</param>
public sealed record SheetLine(string Id, Text Question, IReadOnlyList<string> Rules, int Points, bool Fatal);

/// <summary>Points for one question, with a remark where points are taken off.</summary>
public sealed record ScoredLine(string Id, int Points, string Remark);

/// <summary>A file was scored. Scores belong to files, never to people, and are not added up by person.</summary>
[EntryKind("sampling.scored/1")]
public sealed record FileScored(string Sampling, string Case, IReadOnlyList<ScoredLine> Lines, int Points, int Most, bool InOrder);

/// <summary>案卷评查 as its entries say it is.</summary>
public sealed class FileSampling
{
    private FileSampling(SamplingDrawn drawn, Entry first) => (Drawn, Book, At) = (drawn, first.Book, first.At);

    /// <summary>
    /// The house's own sheet: the duties of the Penalties Law as questions to a file. The points are a model of the house; the official sheet was not to be had.
    /// </summary>
    public static IReadOnlyList<SheetLine> HouseSheet { get; } =
    [
        new("power", new Text("有无职权：清单、委托书、管辖", "Power: list, letter, place", "الصلاحية: القائمة والتوكيل والمكان"), ["R-COMP-01", "R-COMP-02", "R-COMP-04", "R-COMP-07"], 15, true),
        new("officers", new Text("两名以上持证人员、出示证件、告知回避", "Two certified officers, certificates shown, recusal told", "موظفان يحملان البطاقة وإبرازها والإبلاغ بالتنحي"), ["R-OFF-01", "R-OFF-02", "R-OFF-03"], 10, true),
        new("facts", new Text("事实清楚，每项有证据", "Facts clear, each with evidence", "الوقائع واضحة ولكل منها دليل"), ["R-EVI-01", "R-EVI-04"], 20, false),
        new("law", new Text("适用法条和当日有效的文本", "The right article in the text of the day", "المادة الصحيحة بنص اليوم"), ["R-LAW-01", "R-ONE-01", "R-ONE-02"], 10, false),
        new("discretion", new Text("裁量基准、从轻减轻不予的事由", "Standard applied, grounds for less or none weighed", "المعيار وأسباب التخفيف أو الإعفاء"), ["R-DISC-01", "R-DISC-02", "R-LIGHT-01", "R-NOPEN-04"], 10, false),
        new("heard", new Text("告知、陈述申辩、听证", "Told, heard, hearing where due", "الإبلاغ والاستماع والجلسة عند وجوبها"), ["R-ORD-03", "R-ORD-04", "R-HEAR-01"], 15, true),
        new("review", new Text("法制审核、集体讨论、由负责人决定", "Legal review, discussion, decided by the head", "المراجعة والمناقشة وقرار الرئيس"), ["R-ORD-05", "R-ORD-06", "R-OFF-05"], 10, false),
        new("terms", new Text("期限：立案、九十日、送达、公示", "Terms: filing, 90 days, service, publication", "المهل: القيد و90 يوماً والتبليغ والنشر"), ["R-ORD-01", "R-ORD-02", "R-SERV-01", "R-PUB-02"], 5, false),
        new("document", new Text("决定书六项内容、救济途径", "The six contents of the decision, remedies told", "محتويات القرار الستة وطرق الطعن"), ["R-ORD-07", "R-REM-01"], 5, false),
    ];

    /// <summary>As drawn.</summary>
    public SamplingDrawn Drawn { get; }

    /// <summary>Book.</summary>
    public Book Book { get; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; }

    /// <summary>Newest score of each file.</summary>
    public Dictionary<string, FileScored> Scores { get; } = [];

    /// <summary>Tag.</summary>
    public static Tag TagOf(string sampling) => new("sampling", sampling);

    /// <summary>Folds entries; null when there is none.</summary>
    public static FileSampling? Of(IReadOnlyList<Entry> entries)
    {
        FileSampling? sampling = null;
        foreach (var entry in entries)
        {
            switch (Body.Read(entry))
            {
                case SamplingDrawn drawn:
                    sampling ??= new FileSampling(drawn, entry);
                    break;
                case FileScored scored when sampling is not null:
                    sampling.Scores[scored.Case] = scored;
                    break;
            }
        }

        return sampling;
    }

    /// <summary>The lot: the cases whose SHA-256 with the seed is smallest.</summary>
    public static IReadOnlyList<string> Draw(string seed, IEnumerable<string> cases, int count) => Lot.Draw(seed, cases, count);
}

/// <summary>抽取案卷.</summary>
public sealed record DrawFiles(string Sampling, string Seed, int Count)
{
    /// <summary>Writes the draw from all files of the population.</summary>
    public Outcome On(IReadOnlyList<string> population)
    {
        if (Seed.Trim().Length == 0 || Count < 1 || population.Count == 0)
        {
            return Outcome.No("no_seed", new Text("需要种子、数量和案卷", "a seed, a number and files are needed", "يلزم بذرة وعدد وملفات"), new Text("种子宜用公开的数字", "use a public number as the seed", "استخدم رقماً علنياً بذرةً"));
        }

        var sorted = population.Distinct().Order(StringComparer.Ordinal).ToList();
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', sorted))));
        return Outcome.Of(Body.Fact(new SamplingDrawn(Sampling, Seed.Trim(), digest, sorted.Count, FileSampling.Draw(Seed.Trim(), sorted, Count), FileSampling.HouseSheet), [FileSampling.TagOf(Sampling)]));
    }
}

/// <summary>评分: a file is scored by somebody who took no part in it.</summary>
public sealed record ScoreFile(string Case, IReadOnlyList<ScoredLine> Lines)
{
    /// <summary>Writes the score.</summary>
    public Outcome On(FileSampling sampling, IReadOnlyCollection<string> tookPart, By by)
    {
        if (!sampling.Drawn.Cases.Contains(Case))
        {
            return Outcome.No("not_drawn", new Text("这件案卷没有被抽中", "this file was not drawn", "لم يُسحب هذا الملف"), new Text("从抽中的案卷选择", "choose one that was", "اختر ملفاً مسحوباً"));
        }

        if (tookPart.Contains(by.Person))
        {
            return Outcome.No("took_part", new Text("办理过本案的人不能评查本案", "who took part in a case does not score it", "من شارك في القضية لا يقيّمها"), new Text("换一名评查人", "let somebody else score it", "ليقيّمها غيرك"));
        }

        var sheet = sampling.Drawn.Sheet;
        var wrong = sheet.Count != Lines.Count || sheet.Any(s => Lines.Count(l => l.Id == s.Id && l.Points >= 0 && l.Points <= s.Points && (l.Points == s.Points || l.Remark.Trim().Length > 0)) != 1);
        return wrong
            ? Outcome.No("sheet", new Text("每一项都要评分，扣分须写明原因", "score every question, and say why where points are taken off", "قيّم كل سؤال واذكر سبب الخصم"), new Text("补全评分表", "complete the sheet", "أكمل الاستمارة"))
            : Outcome.Of(Body.Fact(new FileScored(sampling.Drawn.Sampling, Case, Lines, Lines.Sum(l => l.Points), sheet.Sum(s => s.Points), sheet.Where(s => s.Fatal).All(s => Lines.First(l => l.Id == s.Id).Points > 0)),
                [FileSampling.TagOf(sampling.Drawn.Sampling)]));
    }
}
