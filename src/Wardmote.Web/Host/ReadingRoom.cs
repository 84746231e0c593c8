using Wardmote.Intake;
using Wardmote.LawPacks;
using Wardmote.Recognition;

namespace Wardmote.Web.Host;

/// <summary>The recogniser in use: titles and phrases at once, the trained model as soon as it is there. 识别</summary>
public sealed class ReadingRoom
{
    private volatile Recogniser _recogniser;

    /// <summary>Begins with retrieval over titles only.</summary>
    public ReadingRoom(LawInForce law) => _recogniser = Recogniser.FromTitles(Matters.Of(law));

    /// <summary>Reads a text.</summary>
    public Hints Read(string text, string? language) => _recogniser.Read(text, language);

    /// <summary>The recogniser in use, for comparing two texts.</summary>
    public Recogniser Recogniser => _recogniser;

    /// <summary>Version in use.</summary>
    public string Version => _recogniser.Model.Version;

    /// <summary>Puts a model to use.</summary>
    public void Use(Model model) => Use(new Recogniser(model));

    /// <summary>Puts a recogniser to use.</summary>
    public void Use(Recogniser recogniser) => _recogniser = recogniser;
}
