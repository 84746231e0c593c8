using System.CommandLine;
using System.Text.Json;
using Wardmote.Cases;
using Wardmote.Desk;
using Wardmote.Discretion;
using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Powers;
using Wardmote.Store;
using Wardmote.Teams;

namespace Wardmote.Cli.Verbs;

/// <summary><c>wardmote fence</c>: what stands before a penalty, before anybody decides it. 围栏</summary>
internal static class FenceVerb
{
    private static readonly string[] Gains = ["", "none", "returned", "confiscated"];

    public static Command Make(Surroundings at)
    {
        var file = new Option<string>("--proposal") { Description = "JSON of the proposal; - for standard input", HelpName = "FILE", Required = true };
        var db = new Option<string?>("--db") { Description = "the record: officers named by id and linked decisions are looked up there", HelpName = "FILE|CONNECTION" };
        var (pack, json, language) = (Choices.Pack(), Choices.Json(), Choices.Language());
        var verb = new Command("fence", "Ask the fences about a proposed penalty: clear, caution or stop, with article and way through") { file, db, pack, json, language };
        verb.SetAction(async (parsed, cancel) =>
        {
            ProposalFile p;
            var path = parsed.GetValue(file)!;
            try
            {
                p = ProposalFile.Read(path == "-" ? await at.In.ReadToEndAsync(cancel) : await File.ReadAllTextAsync(path, cancel));
            }
            catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException or ArgumentException)
            {
                return at.Refuse($"the proposal cannot be read from '{path}': {e.Message}");
            }

            foreach (var further in p.Further.Keys)
            {
                at.Err.WriteLine($"'{further}' is no part of a proposal and is not asked about");
            }

            if (await Records.LawAsync(at, parsed.GetValue(pack), parsed.GetValue(db), cancel) is not { } law)
            {
                return Surroundings.WrongUsage;
            }

            if (Wrong(at, law, p) is { } refused)
            {
                return refused;
            }

            await using var database = parsed.GetValue(db) is { } setting ? await Records.OpenAsync(setting, law, cancel) : null;
            var officers = new List<Officer>();
            Roster? roster = null;
            foreach (var named in p.Officers)
            {
                if (named.Whole is { } whole)
                {
                    officers.Add(whole);
                    continue;
                }

                roster ??= database is null ? Roster.Of([]) : Roster.Of((await database.ReadAsync(new Book(law.Locality(p.Locality)!.County), [Roster.TagOf(p.Locality)], cancel: cancel)).Entries);
                if (roster.Find(named.Id) is not { } found)
                {
                    return database is null ? at.Refuse($"officer '{named.Id}' is named by id alone: give --db, or the officer's certificates") : at.RefuseCode("officer", named.Id, law.Nearest(named.Id, roster.Officers.Select(o => o.Id)));
                }

                officers.Add(found);
            }

            var past = p.Past.ToList();
            if (p.LinkedAct is { Length: > 0 } linked && past.TrueForAll(f => f.Number != linked && f.Act != linked))
            {
                var known = database is null ? [] : await DecisionsAsync(database, law, cancel);
                if (known.Find(f => f.Number == linked || f.Act == linked) is not { } earlier)
                {
                    return database is null ? at.Refuse($"the decision '{linked}' is looked up in the record: give --db") : at.RefuseCode("decision", linked, law.Nearest(linked, known.Select(f => f.Number)));
                }

                past.Add(earlier);
            }

            var asked = Filled(law, p, officers, past);
            var answers = new PenaltyFences(law, law.Locality(p.Locality)!.County, asked.Today).Ask(asked);
            var heaviest = FenceAnswer.Heaviest(answers);
            if (parsed.GetValue(json))
            {
                at.WriteJson(new { Answer = heaviest, Fences = answers.Select(a => new { a.Id, a.Rule, a.Answer, a.Fact, a.Article, a.Way, a.OverrideBy }) });
            }
            else
            {
                var tongue = parsed.GetValue(language)!;
                at.Out.WriteLine(heaviest.ToString().ToLowerInvariant());
                foreach (var a in answers)
                {
                    at.Out.WriteLine($"  {a.Answer.ToString().ToLowerInvariant()} {a.Id} ({a.Rule}): {a.Fact.In(tongue)} [{a.Article}]{(a.Way.Zh.Length > 0 ? $" → {a.Way.In(tongue)}" : "")}");
                }
            }

            return Surroundings.Answered;
        });
        return verb;
    }

    private static int? Wrong(Surroundings at, LawInForce law, ProposalFile p)
    {
        var code = p.Item.Trim().ToUpperInvariant();
        return law.RowsOf(new ItemCode(code)).Count == 0 ? at.RefuseCode("item", code, law.Nearest(code, law.Codes.Select(c => c.Value)))
            : law.Locality(p.Locality) is null ? at.RefuseCode("locality", p.Locality, law.Nearest(p.Locality, law.Localities.Select(l => l.Code)))
            : p.Organ is { } organ && law.Locality(organ) is null && law.Agency(organ) is null ? at.RefuseCode("organ", organ, law.Nearest(organ, law.Localities.Select(l => l.Code).Concat(law.AgencyKinds.Select(k => $"{law.Locality(p.Locality)!.County}-{k.Kind}"))))
            : p.Act is null ? at.Refuse("the proposal has no day of the act: add \"act\": \"YYYY-MM-DD\"")
            : p.Procedure is not ("summary" or "ordinary") ? at.RefuseCode("procedure", p.Procedure, ["summary", "ordinary"])
            : !Gains.Contains(p.Gains ?? "") ? at.RefuseCode("finding on gains", p.Gains!, Gains.Skip(1))
            : p.Fine < 0 ? at.Refuse($"the fine is {p.Fine}")
            : null;
    }

    private static Proposal Filled(LawInForce law, ProposalFile p, IReadOnlyList<Officer> officers, IReadOnlyList<PastFine> past)
    {
        var item = new ItemCode(p.Item.Trim().ToUpperInvariant());
        var place = law.Locality(p.Locality)!;
        var act = p.Act!.Value;
        var today = p.Today ?? ShanghaiTime.Day(TimeProvider.System.GetUtcNow());
        var found = p.Found ?? act;
        var order = p.Order ?? new ProposalFile.Ordered();
        var lawDay = p.LawDay ?? act;
        var step = order is { Corrected: not true, Refused: true } ? "refuses_correction" : order.Corrected == false ? "overdue_correction" : "";
        var standard = law.Standard(item, place.County, lawDay, step);
        var weighed = law.Item(item, lawDay) is { } row && (p.Facts is not null || standard is null) ? Weigh.On(row, standard, p.Party.Kind, p.Facts ?? [], step) : null;
        return new Proposal
        {
            Item = item,
            Place = place,
            Organ = p.Organ ?? place.Code,
            ActDay = act,
            Found = found,
            Filed = p.Filed ?? (p.Procedure == "summary" ? today : found),
            Today = today,
            Procedure = p.Procedure,
            Party = p.Party.Kind,
            Minor = p.Party.Minor,
            Young = p.Party.Young,
            Officers = officers,
            Persuaded = p.Persuaded,
            OrderTerm = order.Term,
            Reinspected = order.Reinspected,
            Corrected = order.Corrected,
            Refused = order.Refused,
            ConditionMet = p.Condition ?? "",
            Harm = p.Harm,
            Warning = p.Warning,
            Fine = p.Fine,
            Confiscation = p.Confiscation?.Is == true,
            Ground = p.Ground ?? "",
            Gains = p.Gains ?? "",
            Reason = p.Reason ?? "",
            Act = past.FirstOrDefault(f => p.LinkedAct is { Length: > 0 } l && (f.Number == l || f.Act == l))?.Act ?? "",
            Past = past,
            Weighed = weighed,
            Heard = p.Heard,
            Other = p.Other,
            FineBase = p.FineBase,
            LawDay = p.LawDay == p.Act ? null : p.LawDay,
            Deciding = p.Deciding,
        };
    }

    /// <summary>Every fine decided in the record, with the act it punished.</summary>
    private static async Task<List<PastFine>> DecisionsAsync(Database database, LawInForce law, CancellationToken cancel)
    {
        var desk = new Desk.Desk(database, law, DeskTools.Open(Path.Combine(database.Folder, "keys"), ""));
        var past = new List<PastFine>();
        foreach (var book in await database.BooksAsync(cancel))
        {
            for (var (after, more) = (0L, true); more;)
            {
                var page = (await database.ReadAsync(book, [], after, 1000, cancel)).Entries;
                foreach (var body in page.Select(Body.Read))
                {
                    var (id, number, act, fine) = body switch
                    {
                        DecidedOnTheSpot d => (d.Case, d.Number, d.Act, d.Fine),
                        Decided d => (d.Case, d.Number, d.Act, d.Fine),
                        _ => ("", "", "", null),
                    };
                    if (id.Length > 0 && await desk.CaseAsync(book, id, cancel) is { } file)
                    {
                        past.Add(new PastFine(act, number, file.Opened.Item, file.Opened.Locality, file.ActDay, file.Opened.Locality, fine));
                    }
                }

                more = page.Count == 1000;
                after = more ? page[^1].Sequence : after;
            }
        }

        return past;
    }
}
