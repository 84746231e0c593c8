namespace Wardmote.Law;

/// <summary>One thing said in the three languages of the house. Chinese is the original where the words are the law's.</summary>
public sealed record Text(string Zh, string En, string Ar)
{
    /// <summary>The same words in every language: for names and numbers that are not translated.</summary>
    public static Text Same(string words) => new(words, words, words);

    /// <summary>The words in <paramref name="language"/> (<c>zh</c>, <c>en</c>, <c>ar</c>); Chinese for any other.</summary>
    public string In(string language) => language switch { "en" => En, "ar" => Ar, _ => Zh };

    /// <inheritdoc/>
    public override string ToString() => Zh;
}
