using System.Buffers;
using System.CommandLine;
using System.Text;
using System.Text.Json;
using Wardmote.Discretion;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Powers;
using Wardmote.Store.LawPacks;

namespace Wardmote.Cli.Verbs;

/// <summary><c>wardmote weigh</c>: what a standard says of facts, why, and why not the next. 裁量</summary>
internal static class WeighVerb
{
    private sealed record Answer(Weighed? Weighed, Reason? Law = null, string Applied = "act", string Row = "", int Refused = 0);

    private sealed record Asked(IReadOnlyDictionary<string, JsonElement> Facts, PartyKind? Who, DateOnly? Act, DateOnly? Decided, string Step);

    public static Command Make(Surroundings at)
    {
        var item = new Option<string?>("--item") { Description = "item, for example ST-003: its standard in force on the act's day", HelpName = "CODE" };
        var standard = new Option<string?>("--standard") { Description = "a standard of the packs, or a table of --file", HelpName = "ID" };
        var file = new Option<string?>("--file") { Description = "a single file of published tables", HelpName = "F" };
        var facts = new Option<string?>("--facts") { Description = "JSON {\"fact\": value}; - for standard input", HelpName = "FILE" };
        var jsonl = new Option<bool>("--jsonl") { Description = "many cases of --standard: lines {\"fact\": value} on standard input, a line each in the same order with row, tier, fine, and for every other row the facts that keep it from fitting" };
        var act = Choices.Day("--act", "day of the act; a continuing one: the day it ended (default: today)");
        var decided = Choices.Day("--decided", "day of the decision: a later law applies where it is lighter (Penalties art. 37)");
        var party = new Option<string?>("--party") { Description = "individual or entity (default: individual, or whom alone the standard addresses)" };
        party.AcceptOnlyFromAmong("individual", "entity");
        var locality = new Option<string?>("--locality") { Description = "locality, nine digits: its county's own standard goes first", HelpName = "CODE" };
        var step = new Option<string>("--step") { Description = "statutory step reached: refuses_correction or overdue_correction", DefaultValueFactory = _ => "" };
        step.AcceptOnlyFromAmong("", "refuses_correction", "overdue_correction");
        var (pack, json, language) = (Choices.Pack(), Choices.Json(), Choices.Language());
        var db = Records.LawDb();
        var verb = new Command("weigh", "Weigh facts under a discretion standard: tier, lawful range, reasons, near misses") { item, standard, file, facts, jsonl, act, decided, party, locality, step, pack, db, json, language };
        verb.SetAction(async (parsed, cancel) =>
        {
            if (await Records.LawAsync(at, parsed.GetValue(pack), parsed.GetValue(db), cancel) is not { } law)
            {
                return Surroundings.WrongUsage;
            }

            PartyKind? who = parsed.GetValue(party) switch { "individual" => PartyKind.Individual, "entity" => PartyKind.Entity, _ => null };
            if (parsed.GetValue(jsonl) == (parsed.GetValue(facts) is not null))
            {
                return at.Refuse("say where the facts are: --facts FILE, or --jsonl for many cases on standard input");
            }

            if (parsed.GetValue(jsonl))
            {
                return Many(at, law, parsed.GetValue(file), parsed.GetValue(standard), who, parsed.GetValue(act));
            }

            var (read, wrong) = FactFile.Read(at, parsed.GetValue(facts)!);
            if (read is null)
            {
                return at.Refuse(wrong);
            }

            var asked = new Asked(read, who, parsed.GetValue(act), parsed.GetValue(decided), parsed.GetValue(step)!);
            var answer = parsed.GetValue(file) is { } path ? OfFile(at, path, parsed.GetValue(standard), asked)
                : OfLaw(at, law, parsed.GetValue(item), parsed.GetValue(standard), parsed.GetValue(locality), asked);
            if (answer.Weighed is not { } weighed)
            {
                return answer.Refused;
            }

            if (parsed.GetValue(json))
            {
                at.WriteJson(Shape(weighed, answer));
            }
            else
            {
                Tell(at.Out, weighed, answer, parsed.GetValue(language)!);
            }

            return Surroundings.Answered;
        });
        return verb;
    }

    private static int Many(Surroundings at, LawInForce law, string? file, string? id, PartyKind? party, DateOnly? act)
    {
        var standard = file is not null ? Table(at, file, id) : id is null ? null : law.Standards.FirstOrDefault(s => s.Id == id);
        if (standard is null)
        {
            return file is not null ? Surroundings.WrongUsage : id is null ? at.Refuse("--jsonl weighs one standard: name it with --standard, or a table with --file") : at.RefuseCode("standard", id, law.Nearest(id, law.Standards.Select(s => s.Id)));
        }

        if (standard.Weights is not null)
        {
            return at.Refuse($"{standard.Id} is a sum of weights: weigh its cases one by one with --facts");
        }

        var who = party ?? Alone(standard);
        var row = file is null ? law.Item(standard.Item, act ?? standard.ValidTo ?? ShanghaiTime.Day(TimeProvider.System.GetUtcNow())) : null;
        var (slots, statutory, written) = (CompiledStandard.Of(standard).Slots(), row is null ? null : Weigh.Statutory(row, who, standard.Stage), new ArrayBufferWriter<byte>());
        for (var number = 1; at.In.ReadLine() is { } line; number++)
        {
            try
            {
                if (!slots.Read(who, Encoding.UTF8.GetBytes(line)))
                {
                    return at.Refuse($"line {number} is not a JSON object of facts");
                }
            }
            catch (JsonException e)
            {
                return at.Refuse($"line {number} is not JSON: {e.Message}");
            }

            written.ResetWrittenCount();
            slots.Write(statutory, written);
            at.Out.WriteLine(Encoding.UTF8.GetString(written.WrittenSpan));
        }

        return Surroundings.Answered;
    }

    private static Answer No(int code) => new(null, Refused: code);

    private static Answer OfFile(Surroundings at, string path, string? id, Asked asked)
    {
        if (!File.Exists(path))
        {
            return No(at.Refuse($"there is no file '{path}'"));
        }

        if (Table(at, path, id) is not { } standard)
        {
            return No(Surroundings.WrongUsage);
        }

        if (FactFile.Misfit(at, standard, asked.Facts, LawInForce.NearestOf) is { } misfit)
        {
            return No(at.Refuse(misfit));
        }

        if (asked.Act is { } day && !standard.InForce(day))
        {
            at.Err.WriteLine($"{standard.Id} is in force from {standard.ValidFrom:yyyy-MM-dd} to {standard.ValidTo:yyyy-MM-dd}, not on {day:yyyy-MM-dd}");
        }

        var who = asked.Who ?? Alone(standard);
        return new Answer(Weigh.On(standard, standard.RangeFor("", who), who, asked.Facts));
    }

    /// <summary>The table of a file; null when there is none of that id or it cannot be read, which is said.</summary>
    private static DiscretionStandard? Table(Surroundings at, string path, string? id)
    {
        try
        {
            var wrong = new List<LawPackException>();
            var tables = StandardTables.ReadFile(path, wrong).Select(t => t.Standard).ToList();
            var standard = id is null && tables.Count == 1 && wrong.Count == 0 ? tables[0] : tables.Find(t => t.Id == id);
            if (standard is null)
            {
                foreach (var e in wrong)
                {
                    at.Err.WriteLine(e.Message);
                }

                _ = id is null ? at.Refuse($"say which table: {string.Join(", ", tables.Select(t => t.Id))}") : at.RefuseCode("standard", id, LawInForce.NearestOf(id, tables.Select(t => t.Id)));
            }

            return standard;
        }
        catch (Exception e) when (e is LawPackException or IOException or UnauthorizedAccessException)
        {
            at.Refuse($"the file cannot be read: {e.Message}");
            return null;
        }
    }

    private static PartyKind Alone(DiscretionStandard standard) =>
        standard.Tiers.Count > 0 && standard.Tiers.All(t => t.Who == PartyKind.Entity || (t.Who is null && t.PerParty is { Count: 1 } p && p.ContainsKey(PartyKind.Entity))) ? PartyKind.Entity : PartyKind.Individual;

    private static Answer OfLaw(Surroundings at, LawInForce law, string? item, string? id, string? locality, Asked asked)
    {
        if (item is null && id is null)
        {
            return No(at.Refuse("say what is weighed: --item CODE, --standard ID, or --file F"));
        }

        if (locality is not null && law.Locality(locality) is null)
        {
            return No(at.RefuseCode("locality", locality, law.Nearest(locality, law.Localities.Select(l => l.Code))));
        }

        var today = ShanghaiTime.Day(TimeProvider.System.GetUtcNow());
        DiscretionStandard? named = null;
        if (id is not null)
        {
            named = law.Standards.FirstOrDefault(s => s.Id == id);
            if (named is null)
            {
                return No(at.RefuseCode("standard", id, law.Nearest(id, law.Standards.Select(s => s.Id))));
            }
        }

        var code = named?.Item ?? new ItemCode(item!.Trim().ToUpperInvariant());
        if (law.RowsOf(code).Count == 0)
        {
            return No(at.RefuseCode("item", code.Value, law.Nearest(code.Value, law.Codes.Select(c => c.Value))));
        }

        var act = asked.Act ?? (named is not null && !named.InForce(today) ? named.ValidTo ?? named.ValidFrom!.Value : asked.Decided < today ? asked.Decided!.Value : today);
        if (asked.Decided < act)
        {
            return No(at.Refuse($"the decision of {asked.Decided:yyyy-MM-dd} lies before the act of {act:yyyy-MM-dd}"));
        }

        if (named is not null && asked.Act is not null && !named.InForce(act))
        {
            return No(at.Refuse($"{named.Id} is in force from {named.ValidFrom:yyyy-MM-dd} to {named.ValidTo:yyyy-MM-dd}, not on {act:yyyy-MM-dd}"));
        }

        if (law.Item(code, act) is not { } row)
        {
            return No(at.Refuse($"no row of {code} is in force on {act:yyyy-MM-dd}; its rows begin {string.Join(", ", law.RowsOf(code).Select(r => r.ValidFrom is { } f ? $"{f:yyyy-MM-dd}" : "earlier"))}"));
        }

        var who = asked.Who ?? (row.Addressee == Addressee.EntityOnly ? PartyKind.Entity : PartyKind.Individual);
        var step = asked.Step.Length > 0 ? asked.Step : named?.Stage ?? "";
        var (weighedRow, day, applied, why) = (row, act, "act", (Reason?)null);
        if (asked.Decided is { } decided)
        {
            var later = law.Item(code, decided);
            switch (LaterLaw.Of(row, later, who, step))
            {
                case LawOf.NoLonger:
                    why = new Reason(new Text($"{decided:yyyy-MM-dd} 作出决定时法律已不认为违法（{row.LegalBasis}）", $"at the decision of {decided:yyyy-MM-dd} the act is no longer unlawful ({row.LegalBasis})", $"عند القرار في {decided:yyyy-MM-dd} لم يعد الفعل مخالفاً ({row.LegalBasis})"), LaterLaw.Article);
                    return new Answer(new Weighed { None = "must", Article = LaterLaw.Article, Certainty = Certainty.Derived, Why = [why] }, null, "no_longer_unlawful", Row(row));
                case LawOf.Decision:
                    (weighedRow, day, applied) = (later!, decided, "decision");
                    why = new Reason(new Text($"行为后法律改为{later!.LegalBasis}，处罚较轻，适用新规定", $"the law changed after the act to {later.LegalBasis}, which is lighter and applies", $"تغيّر القانون بعد الفعل إلى {later.LegalBasis} وهو أخف فيُطبَّق"), LaterLaw.Article);
                    break;
                case LawOf.Act when !ReferenceEquals(row, later):
                    why = new Reason(new Text($"新规定（{later!.LegalBasis}）不较轻，适用行为时的{row.LegalBasis}", $"the later text ({later.LegalBasis}) is not lighter: the law of the act's day applies, {row.LegalBasis}", $"النص اللاحق ({later.LegalBasis}) ليس أخف: يُطبَّق قانون يوم الفعل {row.LegalBasis}"), LaterLaw.Article);
                    break;
            }
        }

        var standard = named is not null && applied == "act" ? named : InForce(law, code, locality, day, step);
        if (standard is not null && FactFile.Misfit(at, standard, asked.Facts, law.Nearest) is { } misfit)
        {
            return No(at.Refuse(misfit));
        }

        var weighed = Weigh.On(weighedRow, standard, who, asked.Facts, step);
        if (weighedRow is { FineKind: FineKind.None or FineKind.Unknown } && standard is null)
        {
            weighed = weighed with { Fine = null };
        }

        return new Answer(weighed, why, applied, Row(weighedRow));
    }

    private static DiscretionStandard? InForce(LawInForce law, ItemCode code, string? locality, DateOnly day, string step) => locality is not null
        ? law.Standard(code, law.Locality(locality)!.County, day, step)
        : law.Standards.Where(s => s.Item == code && s.InForce(day) && LawInForce.Fits(s.Stage, step, law.Item(code, day))).OrderBy(s => s.Stage == step ? 0 : 1).ThenBy(s => s.Region == RegionCode.Nation ? 1 : s.Region.EndsWith("0000", StringComparison.Ordinal) ? 0 : 2).FirstOrDefault();

    private static string Row(EnforcementItem row) => row.ValidFrom is { } from ? $"{row.Code}@{from:yyyy-MM-dd}" : row.Code.Value;

    private static object Shape(Weighed w, Answer answer) => new
    {
        w.Standard,
        w.Tier,
        Penalty = w.Standard is not null && w.Tier is null ? null : new
        {
            Fine = w.Fine is { } f ? new { f.Min, Max = f.Max == decimal.MaxValue ? (decimal?)null : f.Max, Fixed = f.Min == f.Max ? f.Min : (decimal?)null } : null,
            Other = Others(w),
            w.None,
        },
        Rule = w.Rule > 0 ? w.Rule : (int?)null,
        w.Article,
        Why = (answer.Law is { } law ? w.Why.Prepend(law) : w.Why).Select(r => new { r.Text, r.Article }),
        WhyNot = w.WhyNot.Where(n => n.Facts.Count + n.Unknown.Count > 0).Select(n => new { n.Rule, n.Tier, n.Facts, n.Unknown }),
        NearMisses = NearMisses(w).Select(n => new { n.Rule, n.Tier, n.Facts }),
        w.Certainty,
        w.Open,
        Statutory = w.Statutory is { } s ? new { s.Min, Max = s.Max == decimal.MaxValue ? (decimal?)null : s.Max } : null,
        Law = answer.Row.Length > 0 ? new { answer.Applied, answer.Row } : null,
    };

    private static IEnumerable<string> Others(Weighed w) => (w.Warning ? new[] { "warning" } : []).Concat(w.Other);

    private static IEnumerable<NotFired> NearMisses(Weighed w) => w.WhyNot.Where(n => n is { Facts.Count: 1, Unknown.Count: 0 });

    private static void Tell(TextWriter to, Weighed w, Answer answer, string language)
    {
        to.WriteLine(w.Standard is null ? "no published standard" : w.Tier is null ? $"{w.Standard}: undecided" : $"{w.Standard}: {w.Tier}{(w.Rule > 0 ? $" (row {w.Rule})" : "")}");
        to.WriteLine(w.None is { } none ? $"penalty: none ({none})" : w.Standard is not null && w.Tier is null ? "penalty: not yet to be said" : $"penalty: {string.Join(", ", (w.Fine is { } f ? new[] { $"fine {f} yuan" } : []).Concat(Others(w)).DefaultIfEmpty("no sum"))}");
        to.WriteLine($"article: {w.Article}  certainty: {w.Certainty.ToString().ToLowerInvariant()}{(answer.Row.Length > 0 ? $"  law: {answer.Row}" : "")}");
        foreach (var reason in answer.Law is { } law ? w.Why.Prepend(law) : w.Why)
        {
            to.WriteLine($"because: {reason.Text.In(language)}{(reason.Article.Length > 0 ? $" [{reason.Article}]" : "")}");
        }

        foreach (var near in NearMisses(w))
        {
            to.WriteLine($"one fact away from {near.Tier} (row {near.Rule}): {near.Facts[0]}");
        }
    }
}
