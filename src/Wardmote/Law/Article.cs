namespace Wardmote.Law;

/// <summary>How sure a statement of law is. 确定程度</summary>
public enum Certainty
{
    /// <summary>No source gives it; a person decides.</summary>
    Unknown,

    /// <summary>Written by the project inside the statutory range; not official.</summary>
    Model,

    /// <summary>Follows from a quoted text, but no list or text says it outright.</summary>
    Derived,

    /// <summary>Read in the text named as its source.</summary>
    Quoted,
}

/// <summary>法条: a place in a law, as it is cited in a document, with the text it was read in.</summary>
/// <param name="Law">Short name of the law, for example 行政处罚法.</param>
/// <param name="Ref">Article, paragraph and item as <c>18.1.3</c>; several joined by <c>;</c>; empty when the number was not read.</param>
/// <param name="Source">Where the text was read: a file under the domain folder or an address; null for procedure laws cited by the house itself.</param>
public sealed record Article(string Law, string Ref, string? Source = null)
{
    /// <summary>The citation in Chinese form, 《行政处罚法》第五十一条 written with Arabic numerals: 第51条第1款第2项.</summary>
    public string Cite()
    {
        if (Ref.Length == 0)
        {
            return $"《{Law}》";
        }

        var places = Ref.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(One);
        return $"《{Law}》{string.Join("、", places)}";
    }

    private static string One(string place)
    {
        var parts = place.Split('.');
        return parts.Length switch
        {
            1 => $"第{parts[0]}条",
            2 => $"第{parts[0]}条第{parts[1]}款",
            _ => $"第{parts[0]}条第{parts[1]}款第{parts[2]}项",
        };
    }

    /// <inheritdoc/>
    public override string ToString() => Cite();
}
