using Wardmote.Recognition;
using Wardmote.Store.LawPacks;
using Text = Wardmote.Law.Text;

namespace Wardmote.Tests.Recognition;

/// <summary>Training text for tests: a few matters of Chongqing's pack with their sentences, so that a model takes seconds.</summary>
internal static class Sentences
{
    private static readonly string[] Codes = ["CG-001", "CG-003", "CG-016", "CG-023", "ST-003", "ST-009", "XF-005", "DP-001", "DP-040"];

    private static readonly string Law = Find();

    /// <summary>A few matters.</summary>
    public static IReadOnlyList<Matter> Matters { get; } =
        [.. Wardmote.Recognition.Matters.Of(LawReader.ReadInstalled(Law)).Where(m => Codes.Contains(m.Code))];

    /// <summary>Their sentences and those of no matter.</summary>
    public static IReadOnlyList<Phrase> Phrases { get; } =
        [.. Wardmote.Store.LawPacks.Phrases.ReadInstalled(Law).Select(l => new Phrase(l.Code, l.Language, l.Writer, l.Words)).Where(p => Codes.Contains(p.Code) || p.IsNone)];

    /// <summary>A recogniser of them.</summary>
    public static Recogniser Recogniser { get; } = new(Model.Train(Matters, Phrases, "test"));

    /// <summary>A matter made up.</summary>
    public static Matter MadeUp(string code, string zh, string en, string ar) => new(code, new Text(zh, en, ar), "第1条", false);

    private static string Find()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at!.FullName, "Wardmote.slnx")))
        {
            at = at.Parent;
        }

        return Path.Combine(at.FullName, "law");
    }
}
