using Wardmote.Law;

namespace Wardmote.Teams;

/// <summary>行政执法证: an enforcement certificate (Penalties art. 42; 渝 rules on certificates).</summary>
/// <param name="Number">Number on the card.</param>
/// <param name="Organ">Locality or agency it was issued for.</param>
/// <param name="Fields">Fields it covers, in the items' words (城市管理 …); <c>*</c> = comprehensive enforcement, every field of the organ.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
public sealed record Certificate(string Number, string Organ, IReadOnlyList<string> Fields, DateOnly From, DateOnly To)
{
    /// <summary>Why the certificate does not carry an act; null when it does. A field of null is not asked: nobody has said yet what is looked at.</summary>
    public Text? Lacks(string organ, string? field, DateOnly day)
    {
        if (day < From || day > To)
        {
            return new Text(
                $"执法证 {Number} 有效期 {From:yyyy-MM-dd} 至 {To:yyyy-MM-dd}，{day:yyyy-MM-dd} 不在有效期内",
                $"certificate {Number} is valid {From:yyyy-MM-dd} to {To:yyyy-MM-dd}, not on {day:yyyy-MM-dd}",
                $"البطاقة {Number} صالحة من {From:yyyy-MM-dd} إلى {To:yyyy-MM-dd} وليست صالحة في {day:yyyy-MM-dd}");
        }

        if (Organ != organ)
        {
            return new Text($"执法证 {Number} 由 {Organ} 核发，不属于 {organ}", $"certificate {Number} was issued for {Organ}, not for {organ}", $"البطاقة {Number} صادرة لـ {Organ} وليس لـ {organ}");
        }

        return field is null || Fields.Contains("*") || Fields.Contains(field)
            ? null
            : new Text($"执法证 {Number} 不含“{field}”领域", $"certificate {Number} does not cover the field {field}", $"البطاقة {Number} لا تشمل المجال {field}");
    }
}

/// <summary>执法人员: somebody of the one team. Auxiliaries (辅助人员) persuade and patrol; they hold no certificate and inspect nothing.</summary>
/// <param name="Id">Account id.</param>
/// <param name="Name">Name.</param>
/// <param name="Locality">Team's locality.</param>
/// <param name="Auxiliary">True for an auxiliary.</param>
/// <param name="SecondedFrom">Agency whose line the officer keeps while the town uses them; empty for the town's own.</param>
/// <param name="Certificates">Certificates, newest first.</param>
/// <param name="Secondment">Days of the secondment; null for the town's own, and where no days were written.</param>
public sealed record Officer(string Id, Text Name, string Locality, bool Auxiliary, string SecondedFrom, IReadOnlyList<Certificate> Certificates, Secondment? Secondment = null)
{
    /// <summary>Why the officer's secondment and certificates do not carry an act on a day; null when they do. A field of null is not asked.</summary>
    public Text? Lacks(string organ, string? field, DateOnly day)
    {
        if (Secondment?.Lacks(day) is { } away)
        {
            return away;
        }

        var lacks = Certificates.Select(c => c.Lacks(organ, field, day)).ToList();
        return lacks.Exists(l => l is null) ? null : lacks is [{ } newest, ..] ? newest : new Text("没有执法证", "no certificate", "لا بطاقة");
    }

    /// <summary>How many people these are: a card belongs to one person, so accounts that share its number are one.</summary>
    public static int People(IEnumerable<Officer> officers)
    {
        var (count, seen) = (0, new HashSet<string>(StringComparer.Ordinal));
        foreach (var officer in officers)
        {
            var marks = officer.Certificates.Select(c => "card:" + c.Number).Append("account:" + officer.Id).ToList();
            count += marks.Exists(seen.Contains) ? 0 : 1;
            seen.UnionWith(marks);
        }

        return count;
    }
}
