using Wardmote.Intake;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Recognition;
using Wardmote.Store.LawPacks;

namespace Wardmote.Web.Host;

/// <summary>The recogniser in use: titles and phrases at once, the trained model as soon as it is there. 识别</summary>
public sealed class ReadingRoom
{
    private volatile Recogniser _recogniser;

    /// <summary>Begins with retrieval over titles only.</summary>
    public ReadingRoom(LawInForce law) => _recogniser = Recogniser.FromTitles(MattersOf(law));

    /// <summary>Reads a text.</summary>
    public Hints Read(string text, string? language) => _recogniser.Read(text, language);

    /// <summary>Version in use.</summary>
    public string Version => _recogniser.Model.Version;

    /// <summary>Puts a model to use.</summary>
    public void Use(Model model) => _recogniser = new Recogniser(model);

    /// <summary>What can be recognised under a law.</summary>
    public static IReadOnlyList<Matter> MattersOf(LawInForce law) =>
        [.. law.Codes.Where(c => law.Packs.Any(p => !p.Fictional && p.Items.Any(i => i.Code == c))).OrderBy(c => c.Value, StringComparer.Ordinal)
            .Select(c => law.Newest(c)!).Select(i => new Matter(i.Code.Value, i.Title, i.LegalBasis, i.SourceType == "department"))];

    /// <summary>Phrases of the packs as the model takes them.</summary>
    public static IReadOnlyList<Phrase> PhrasesOf(IReadOnlyList<PhraseLine> lines) => [.. lines.Select(l => new Phrase(l.Code, l.Language, l.Writer, l.Words))];
}
