using System.Text.Json;
using Wardmote.Law;

namespace Wardmote.Discretion;

/// <summary>A case that was weighed before. 既往案件</summary>
/// <param name="Id">Case.</param>
/// <param name="Number">Number people see.</param>
/// <param name="Who">Party.</param>
/// <param name="Facts">Facts as they were established.</param>
/// <param name="Statutory">Statutory range of the step for the party; null when the article gives none in yuan.</param>
/// <param name="Tier">Tier it was given; empty when none.</param>
/// <param name="Fine">Yuan proposed or decided; null for none.</param>
public sealed record PastCase(string Id, string Number, PartyKind Who, IReadOnlyDictionary<string, JsonElement> Facts, YuanRange? Statutory, string Tier = "", decimal? Fine = null);

/// <summary>How a case turns out under the draft.</summary>
public enum Turn
{
    /// <summary>The same tier and the same range.</summary>
    Same,

    /// <summary>Lighter.</summary>
    Lighter,

    /// <summary>Heavier.</summary>
    Heavier,

    /// <summary>The tier has another name and weighs the same.</summary>
    Renamed,

    /// <summary>A tier was found before and none is now.</summary>
    Lost,

    /// <summary>No tier was found before and one is now.</summary>
    Found,
}

/// <summary>A case that turns out otherwise.</summary>
/// <param name="Case">The case.</param>
/// <param name="Before">Under the standard in force.</param>
/// <param name="After">Under the draft.</param>
/// <param name="Turn">How.</param>
public sealed record TurnedCase(PastCase Case, Verdict Before, Verdict After, Turn Turn)
{
    /// <summary>By how many yuan the greatest sum rises; negative where it falls.</summary>
    public decimal Difference => (After.Fine?.Max ?? 0) - (Before.Fine?.Max ?? 0);
}

/// <summary>发布前影响评估: past cases decided again under a draft. It counts; what was decided stays decided.</summary>
/// <param name="Total">Cases asked.</param>
/// <param name="Counts">How many turn out how.</param>
/// <param name="Turned">Cases that turn out otherwise, up to the number asked for.</param>
public sealed record Impact(int Total, IReadOnlyDictionary<Turn, int> Counts, IReadOnlyList<TurnedCase> Turned)
{
    /// <summary>How many turn out otherwise.</summary>
    public int Changed => Total - Counts.GetValueOrDefault(Turn.Same);

    /// <summary>Decides past cases again under two versions.</summary>
    /// <param name="before">The standard in force; null where there was none, so that every case has only its statutory range.</param>
    /// <param name="after">The draft.</param>
    /// <param name="cases">Past cases; read once, so that they may be a stream.</param>
    /// <param name="list">How many changed cases are kept with both verdicts.</param>
    public static Impact Of(DiscretionStandard? before, DiscretionStandard after, IEnumerable<PastCase> cases, int list = 200)
    {
        var older = before is null ? null : CompiledStandard.Of(before);
        var newer = CompiledStandard.Of(after);
        var sharesFacts = older?.AsksAs(newer) == true;
        var counts = new int[Enum.GetValues<Turn>().Length];
        var turned = new List<TurnedCase>();
        var total = 0;
        foreach (var past in cases)
        {
            total++;
            var values = newer.Values(past.Facts);
            var then = older?.On(past.Who, sharesFacts ? values : older.Values(past.Facts), past.Statutory) ?? Verdict.Undecided;
            var now = newer.On(past.Who, values, past.Statutory);
            var turn = TurnOf(then, now);
            counts[(int)turn]++;
            if (turn != Turn.Same && turned.Count < list)
            {
                turned.Add(new TurnedCase(past, then, now, turn));
            }
        }

        return new Impact(total, Enum.GetValues<Turn>().Where(t => counts[(int)t] > 0).ToDictionary(t => t, t => counts[(int)t]), turned);
    }

    private static Turn TurnOf(Verdict before, Verdict after) => (before.IsDecided, after.IsDecided) switch
    {
        (false, false) => Turn.Same,
        (true, false) => Turn.Lost,
        (false, true) => Turn.Found,
        _ => after.CompareTo(before) switch
        {
            < 0 => Turn.Lighter,
            > 0 => Turn.Heavier,
            _ => before.Tier == after.Tier ? Turn.Same : Turn.Renamed,
        },
    };
}
