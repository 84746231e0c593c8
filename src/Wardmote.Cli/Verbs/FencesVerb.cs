using System.CommandLine;
using System.Globalization;
using Wardmote.Fences;
using Wardmote.Law;
using Wardmote.LawPacks;

namespace Wardmote.Cli.Verbs;

/// <summary><c>wardmote fences</c>: how the packs set each fence: before which acts, counting what, how hard, on what ground. 围栏参数</summary>
internal static class FencesVerb
{
    public static Command Make(Surroundings at)
    {
        var act = new Option<string?>("--act") { Description = $"only fences asked before this act: {string.Join(", ", FenceAct.All)}", HelpName = "ACT" };
        var county = new Option<string?>("--county") { Description = "county, six digits: what holds there (default: what holds in the whole country)", HelpName = "CODE" };
        var on = Choices.Day("--day", "as they are set on this day (default: today)");
        var (pack, json) = (Choices.Pack(), Choices.Json());
        var verb = new Command("fences", "List the fences as the packs set them for a county on a day") { act, county, on, pack, json };
        verb.SetAction(async (parsed, cancel) =>
        {
            if (await Records.LawAsync(at, parsed.GetValue(pack), null, cancel) is not { } law)
            {
                return Surroundings.WrongUsage;
            }

            var wanted = parsed.GetValue(act);
            if (wanted is not null && !FenceAct.All.Contains(wanted))
            {
                return at.RefuseCode("act", wanted, law.Nearest(wanted, FenceAct.All));
            }

            var place = parsed.GetValue(county) ?? RegionCode.Nation;
            var regions = law.Counties.Select(c => c.Code).Concat(law.Packs.Select(p => p.Region)).Append(RegionCode.Nation).Distinct().ToList();
            if (!regions.Contains(place))
            {
                return at.RefuseCode("county", place, law.Nearest(place, regions));
            }

            var (here, day) = (law.At(place), parsed.GetValue(on) ?? ShanghaiTime.Day(TimeProvider.System.GetUtcNow()));
            var fences = here.Fences(day).Where(f => wanted is null || f.Holds(wanted)).OrderBy(f => f.Id, StringComparer.Ordinal).ToList();
            if (parsed.GetValue(json))
            {
                at.WriteJson(new
                {
                    County = place,
                    On = day,
                    Fences = fences.Select(f => new { f.Id, f.Rules, f.Mode, f.Ground, f.Basis, f.OverrideBy, f.Values, f.Certainty, f.Note, f.Exempt, f.Scope, f.Key, f.From, f.To, SetBy = here.SetBy(f.Id, day).Id, SetAnew = here.SetAnew(f.Id, day) }),
                });
            }
            else
            {
                foreach (var f in fences)
                {
                    at.Out.WriteLine($"{f.Id} ({string.Join(", ", f.Rules)}): {f.Mode}, {f.Ground} [{f.Basis}]");
                    Line("before", f.Scope ?? []);
                    Line("counts by", f.Key ?? []);
                    Line("figures", f.Values.Select(v => $"{v.Key} {v.Value.ToString(CultureInfo.InvariantCulture)}"));
                    Line("does not count", (f.Exempt ?? []).Select(e => $"{e.Visit} ({e.Paper.En})"));
                    Line("overridden by", f.OverrideBy);
                    Line("set by", [here.SetBy(f.Id, day).Id + Days(f)]);
                    Line("set anew", here.SetAnew(f.Id, day) is { } anew ? [$"from {anew:yyyy-MM-dd}"] : []);
                    Line("set anew nearer by", law.Packs.Where(p => RegionCode.Reaches(place, p.Region) && !here.Packs.Contains(p) && p.Fences.Any(g => g.Id == f.Id)).Select(p => $"{p.Id} for {p.Region}"));
                    Line("note", f.Note.Length > 0 ? [$"{f.Certainty.ToString().ToLowerInvariant()}: {f.Note}"] : []);
                }
            }

            return Surroundings.Answered;
        });
        return verb;

        static string Days(FenceSetting f) => (f.From is { } from ? $" from {from:yyyy-MM-dd}" : "") + (f.To is { } to ? $" until {to:yyyy-MM-dd}" : "");

        void Line(string what, IEnumerable<string> words)
        {
            if (string.Join(", ", words) is { Length: > 0 } all)
            {
                at.Out.WriteLine($"  {what}: {all}");
            }
        }
    }
}
