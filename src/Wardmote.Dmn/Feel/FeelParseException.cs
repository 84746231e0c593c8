namespace Wardmote.Dmn;

/// <summary>The text is not FEEL: what is wrong, and at which character.</summary>
public sealed class FeelParseException : Exception
{
    /// <summary>A refusal of the given text.</summary>
    public FeelParseException(string reason, int position, string text)
        : base($"{reason} (at {position} of \"{Excerpt(text)}\")") => (Reason, Position, Text) = (reason, position, text);

    /// <summary>What is wrong.</summary>
    public string Reason { get; }

    /// <summary>The character offset in <see cref="Text"/>.</summary>
    public int Position { get; }

    /// <summary>The text refused.</summary>
    public string Text { get; }

    private static string Excerpt(string text) => text.Length <= 120 ? text : text[..120] + "…";
}
