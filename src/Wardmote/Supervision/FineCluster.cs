using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Teams;

namespace Wardmote.Supervision;

/// <summary>A fine as the cluster watch sees it.</summary>
/// <param name="Case">Case.</param>
/// <param name="Organ">Who decided.</param>
/// <param name="Party">Keyed mark of the party; empty when unknown.</param>
/// <param name="Point">Where the act was; null when no point was given.</param>
/// <param name="Day">Day of the decision.</param>
public sealed record FineSeen(string Case, string Organ, string Party, Point? Point, DateOnly Day);

/// <summary>
/// 罚款异常集中: fines crowd on one party, on one spot, or into the last days of a quarter, as they do where there is a target (Penalties art. 74, R-DISC-04). An alert to
/// look, never a finding; it counts decisions, not yuan, and names no officer.
/// </summary>
/// <param name="Kind"><c>party</c>, <c>spot</c> or <c>period_end</c>.</param>
/// <param name="Organ">Organ.</param>
/// <param name="Cases">Cases in it.</param>
/// <param name="Answer">The fence's answer, as an alert shows it.</param>
public sealed record FineCluster(string Kind, string Organ, IReadOnlyList<string> Cases, FenceAnswer Answer)
{
    /// <summary>
    /// Clusters that reach <paramref name="today"/>. Values: <c>count</c> within <c>days</c>, on one party or within <c>metres</c> of a spot as the fence's keys say; <c>end_days</c> and
    /// <c>odds</c> for the end of a quarter. What a pack does not give is not asked.
    /// </summary>
    public static IReadOnlyList<FineCluster> Find(IReadOnlyList<FineSeen> fines, LawInForce law, Book book, DateOnly today)
    {
        var setting = law.At(book).Fence("fine-cluster", today);
        var found = new List<FineCluster>();
        foreach (var organ in fines.GroupBy(f => f.Organ))
        {
            if (setting.Values.TryGetValue("count", out var count) && setting.Values.TryGetValue("days", out var days))
            {
                var lately = organ.Where(f => f.Day <= today && f.Day > today.AddDays(-(int)days)).OrderBy(f => f.Case, StringComparer.Ordinal).ToList();
                foreach (var party in lately.Where(f => Counts("party") && f.Party.Length > 0).GroupBy(f => f.Party).Where(g => g.Count() >= count))
                {
                    found.Add(Of("party", organ.Key, party, setting, new Text(
                        $"{law.NameOf(organ.Key).Zh} {days:0} 天内对同一当事人罚款 {party.Count()} 次", $"{law.NameOf(organ.Key).En} fined one party {party.Count()} times in {days:0} days", $"غرّمت {law.NameOf(organ.Key).Ar} طرفاً واحداً {party.Count()} مرة خلال {days:0} يوماً")));
                }

                var metres = Counts("spot") && setting.Values.TryGetValue("metres", out var near) ? (double)near : 0;
                found.AddRange(LocalityMap.Crowds([.. lately.Where(f => f.Point is not null && metres > 0)], f => f.Point!.Value, metres, (int)count).Select(spot => Of("spot", organ.Key, spot, setting, new Text(
                    $"{law.NameOf(organ.Key).Zh} {days:0} 天内在 {metres:0} 米内罚款 {spot.Count} 次", $"{law.NameOf(organ.Key).En} fined {spot.Count} times within {metres:0} metres in {days:0} days", $"غرّمت {law.NameOf(organ.Key).Ar} {spot.Count} مرة ضمن {metres:0} متر خلال {days:0} يوماً"))));
            }

            if (setting.Values.TryGetValue("end_days", out var endDays) && setting.Values.TryGetValue("odds", out var odds) && PeriodEnd([.. organ], today, (int)endDays, (double)odds) is { Fines: { Count: > 0 } late, Chance: var chance })
            {
                found.Add(Of("period_end", organ.Key, late, setting, new Text(
                    $"{law.NameOf(organ.Key).Zh}季度最后 {endDays:0} 天罚款 {late.Count} 次；若无缘由，这样集中的概率约为 {Odds(chance)} 分之一", $"{law.NameOf(organ.Key).En} fined {late.Count} times in the last {endDays:0} days of the quarter; by chance alone this happens about once in {Odds(chance)}", $"غرّمت {law.NameOf(organ.Key).Ar} {late.Count} مرة في آخر {endDays:0} يوماً من الربع؛ ولا يحدث هذا مصادفة إلا مرة في نحو {Odds(chance)}")));
            }
        }

        return found;

        bool Counts(string word) => setting.Keys.Any(k => k.Contains(word));
    }

    /// <summary>Chance of <paramref name="hits"/> or more of <paramref name="tries"/> when each falls in with probability <paramref name="p"/>.</summary>
    public static double Tail(int tries, int hits, double p)
    {
        var (term, sum) = (Math.Pow(1 - p, tries), 0.0);
        for (var k = 0; k <= tries; k++)
        {
            sum += k >= hits ? term : 0;
            term *= (double)(tries - k) / (k + 1) * p / (1 - p);
        }

        return Math.Min(1, sum);
    }

    private static (List<FineSeen> Fines, double Chance) PeriodEnd(IReadOnlyList<FineSeen> fines, DateOnly today, int endDays, double odds)
    {
        var first = new DateOnly(today.Year, ((today.Month - 1) / 3 * 3) + 1, 1);
        var last = first.AddMonths(3).AddDays(-1);
        var quarter = fines.Where(f => f.Day >= first && f.Day <= last && f.Day <= today).ToList();
        var late = quarter.Where(f => f.Day > last.AddDays(-endDays)).ToList();
        var chance = Tail(quarter.Count, late.Count, (double)endDays / (last.DayNumber - first.DayNumber + 1));
        return (today > last.AddDays(-endDays) && late.Count > 1 && chance < 1 / odds ? late : [], chance);
    }

    private static string Odds(double chance) => chance < 1e-9 ? "10⁹" : Math.Round(1 / chance).ToString("#,0", System.Globalization.CultureInfo.InvariantCulture);

    private static FineCluster Of(string kind, string organ, IEnumerable<FineSeen> fines, FenceSetting setting, Text fact)
    {
        var cases = fines.Select(f => f.Case).ToList();
        return new FineCluster(kind, organ, cases, new FenceAnswer("fine-cluster", setting.Rules is [var rule, ..] ? rule : "", FenceVerdict.Caution, fact, setting.Basis,
            new Text("逐件看理由和证据；罚款不得与考核挂钩", "look at reasons and evidence of each; fines may not be linked to assessment", "انظر أسباب كل منها وأدلته؛ لا تُربط الغرامات بالتقييم"), []));
    }
}
