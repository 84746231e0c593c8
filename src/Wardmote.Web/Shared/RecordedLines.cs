using System.Collections;
using System.Reflection;
using System.Text.Json;
using Wardmote.Cases;
using Wardmote.Discretion;
using Wardmote.Documents;
using Wardmote.Evidence;
using Wardmote.Fences;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Powers;
using Wardmote.Web.Languages;
using Wardmote.Whistles;

namespace Wardmote.Web.Shared;

/// <summary>One thing that an entry says.</summary>
/// <param name="Name">Name of its label: <c>recorded.{Name}</c>.</param>
/// <param name="Says">What it says, one line or several.</param>
public sealed record RecordedLine(string Name, IReadOnlyList<string> Says);

/// <summary>
/// 记录内容: what an entry says, for people. Whoever reviews, decides or supervises reads here what was written, also where no paper is printed from it. Made from the body's own
/// properties, so that no kind is forgotten: a property has a label <c>recorded.…</c>, or stands in <see cref="Unsaid"/>.
/// </summary>
public sealed class RecordedLines(Words words, LawInForce law, Func<string, Text> people, DiscretionStandard? standard = null)
{
    /// <summary>Ids, hashes and places of the program itself, and what a paper of its own shows.</summary>
    public static IReadOnlySet<string> Unsaid { get; } = new HashSet<string>
    {
        "Case", "Whistle", "Call", "Inspection", "Envelope", "PartyEnvelope", "PartyMark", "PartyKind", "Document", "Check", "Hash", "Law", "Stop", "Proposal", "Revision", "Sequence", "Catalogue",
        "Latitude", "Longitude", "Procedure", "Standard", "Row", "Ends", "Minor", "Young",
    };

    // What is not so needs no line; elsewhere a "no" says something.
    private static readonly HashSet<string> OnlyWhenTrue = ["Late", "Urgent", "PublicInterest", "Complex", "Major", "Refused", "Warning", "Stayed", "Hearing", "Electronic", "Settled", "Lighter", "OfOrder"];

    private static readonly HashSet<string> Organs = ["To", "From", "Agency", "Owner", "Organ", "Locality"];

    private static readonly HashSet<string> Sums = ["Fine", "Confiscated", "FineBase", "Surcharge", "Sum", "Over", "Budget", "Cost"];

    private static readonly Dictionary<(Type, string), string> Families = new()
    {
        [(typeof(CaseOpened), "Source")] = "source.",
        [(typeof(SiteRecorded), "Signed")] = "case.signed.",
        [(typeof(Persuaded), "Result")] = "case.result.",
        [(typeof(PenaltyProposed), "Gains")] = "propose.gains.",
        [(typeof(SeizureMade), "Measure")] = "act.measure.",
        [(typeof(SeizureLifted), "Ground")] = "act.lift.",
        [(typeof(PreservedTreated), "Treatment")] = "act.treatment.",
        [(typeof(RecusalAsked), "AskedBy")] = "act.asked_by.",
        [(typeof(RightsWaived), "What")] = "act.waived.",
        [(typeof(DefenceStated), "Way")] = "act.oral.",
        [(typeof(HearingRequested), "Way")] = "act.oral.",
        [(typeof(HearingHeld), "Result")] = "act.hearing_result.",
        [(typeof(HearingHeld), "Signed")] = "act.signed.",
        [(typeof(StepTakenBack), "Step")] = "act.back.",
        [(typeof(Paid), "Way")] = "act.pay_way.",
        [(typeof(ExecutionCarriedOut), "Signed")] = "act.execution_signed.",
        [(typeof(ExecutionStopped), "Ground")] = "act.execution_stop.",
        [(typeof(ClearedAtOnce), "PlaceKind")] = "act.clear_place.",
        [(typeof(CourtEnded), "Result")] = "act.court_result.",
        [(typeof(RemedySought), "Kind")] = "act.remedy_kind.",
        [(typeof(RemedyEnded), "Kind")] = "act.remedy_kind.",
        [(typeof(RemedyEnded), "Result")] = "act.remedy_result.",
        [(typeof(RevisionFollowed), "Next")] = "act.follows.",
        [(typeof(ReferralAnswered), "Result")] = "act.referral.",
        [(typeof(CaseEnded), "Outcome")] = "outcome.",
        [(typeof(ActStopped), "Act")] = "stop.act.",
        [(typeof(FenceOverridden), "Step")] = "stop.act.",
        [(typeof(WhistleBlown), "Kind")] = "whistle.kind.",
        [(typeof(WhistleDone), "Outcome")] = "outcome.",
        [(typeof(HelpRated), "Mark")] = "help.mark.",
        [(typeof(HelpRated), "Side")] = "help.side.",
        [(typeof(EvidencePiece), "Kind")] = "act.kind.",
        [(typeof(Delivery), "Way")] = "act.way.",
        [(typeof(Served), "Way")] = "act.way.",
    };

    // Ids where another kind of entry says something under the same name: of the act that decisions share, of the report, of the rows of the law.
    private static readonly HashSet<(Type, string)> Ids =
    [
        (typeof(PenaltyProposed), "Act"), (typeof(Decided), "Act"), (typeof(DecidedOnTheSpot), "Act"), (typeof(FenceOverridden), "Act"),
        (typeof(CaseOpened), "Report"), (typeof(WhistleBlown), "Report"), (typeof(LawChangeProposed), "From"), (typeof(LawChangeProposed), "To"),
    ];

    /// <summary>True for entries whose words are for the people of a case or a whistle.</summary>
    public static bool Has(string kind) => kind.StartsWith("case.", StringComparison.Ordinal) || kind.StartsWith("act.", StringComparison.Ordinal) || kind.StartsWith("whistle.", StringComparison.Ordinal);

    /// <summary>What a body says, in the order in which it was written.</summary>
    public IReadOnlyList<RecordedLine> Of(object body) =>
        [.. Said(body.GetType()).Select(p => new RecordedLine(Label(p.Name), Says(body, p))).Where(l => l.Says.Count > 0),
         .. Nested(body).SelectMany(Of)];

    /// <summary>Files that a body names.</summary>
    public static IReadOnlyList<Exhibit> Files(object body) =>
        [.. body.GetType().GetProperties().Select(p => p.GetValue(body)).SelectMany(v => v switch
        {
            Exhibit one => [one],
            IEnumerable<Exhibit> several => several,
            IEnumerable<EvidencePiece> pieces => pieces.Select(p => p.Original).OfType<Exhibit>(),
            Delivery delivery => delivery.Proof,
            Education education => education.Proof,
            _ => Enumerable.Empty<Exhibit>(),
        })];

    /// <summary>The properties of a body that people read.</summary>
    public static IEnumerable<PropertyInfo> Said(Type body) => body.GetProperties().Where(p =>
        !Unsaid.Contains(p.Name) && !Ids.Contains((body, p.Name)) && p.PropertyType != typeof(Delivery) && p.PropertyType != typeof(Education) && p.PropertyType != typeof(OrderForCourt)
        && !typeof(Exhibit).IsAssignableFrom(p.PropertyType) && !typeof(IEnumerable<Exhibit>).IsAssignableFrom(p.PropertyType));

    /// <summary>Name of a property's label.</summary>
    public static string Label(string property) => JsonNamingPolicy.SnakeCaseLower.ConvertName(property);

    private static IEnumerable<object> Nested(object body) => body.GetType().GetProperties().Select(p => p.GetValue(body)).Where(v => v is Delivery or Education or OrderForCourt).OfType<object>();

    private IReadOnlyList<string> Says(object body, PropertyInfo property)
    {
        var (owner, name) = (body.GetType(), property.Name);
        return property.GetValue(body) switch
        {
            null or "" => [],
            false when OnlyWhenTrue.Contains(name) => [],
            bool yes => [words[yes ? "weigh.yes" : "weigh.no"]],
            string code when Families.TryGetValue((owner, name), out var family) => [words[family + code]],
            string organ when Organs.Contains(name) => [words.Text(law.NameOf(organ))],
            string person when name is "By" or "Person" or "Taker" => [words.Text(people(person))],
            string role when name == "Role" => [words.Text(Wardmote.Access.Access.RoleName(role))],
            string item when name == "Item" => [law.Newest(new ItemCode(item)) is { } row ? words.Text(row.Title) : item],
            string tier when name == "Tier" => [standard?.Tiers.FirstOrDefault(t => t.Name == tier) is { } found ? words.Text(found.Title) : tier],
            string other => [DocumentWords.Has(other) ? DocumentWords.Of(other, words.Code) : other],
            0m when owner == typeof(CourtApplied) => [],
            decimal sum when Sums.Contains(name) => [words.Money(sum)],
            int number => [words.Number(number)],
            DateOnly day => [words.Day(day)],
            DateTimeOffset at => [words.Moment(at)],
            YuanRange range => [range.ToString()],
            Text text => words.Text(text) is { Length: > 0 } says ? [says] : [],
            Signatory who => [$"{words.Text(who.Name)} · {words.Text(Wardmote.Access.Access.RoleName(who.Role))}"],
            NamedOfficer one => [Named(one)],
            Harm harm => [words.Text(harm.Says())],
            IReadOnlyDictionary<string, JsonElement> facts => [.. facts.Where(f => f.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined))
                .Select(f => Pair(Question(f.Key), words.Text(Spoken.Value(f.Value.ToString().ToLowerInvariant()))))],
            IReadOnlyDictionary<string, string> points => [.. points.Select(p => Pair(DocumentWords.Of(p.Key, words.Code), p.Value))],
            IEnumerable<string> kinds when name == "Other" => [.. kinds.Select(k => words.Text(TierWords.Penalty(k)))],
            IEnumerable several => [.. several.Cast<object>().Select(One).Where(s => s.Length > 0)],
            var thing => [thing.ToString() ?? ""],
        };
    }

    private string One(object thing) => thing switch
    {
        NamedOfficer officer => Named(officer),
        Good good => Dots(good.Name, good.Quantity, good.Note),
        EvidencePiece piece => Dots(piece.Mark, words["act.kind." + piece.Kind], piece.Title, piece.Proves, piece.Verified),
        Instalment part => Dots(words.Day(part.On), words.Money(part.Sum)),
        ViewGiven view => Pair(Dots(view.Name, view.Post), view.View),
        Proven proven => Pair(proven.Element.StartsWith("fact:", StringComparison.Ordinal) ? Question(proven.Element[5..]) : DocumentWords.Of(proven.Element, words.Code), string.Join(' ', proven.Marks)),
        FenceAnswer fence => fence.Answer == FenceVerdict.Clear ? "" : Dots(words.Text(fence.Fact), fence.Article),
        Called called => words.Text(law.NameOf(called.To)),
        Text text => words.Text(text),
        string code => DocumentWords.Has(code) ? DocumentWords.Of(code, words.Code) : code,
        _ => thing.ToString() ?? "",
    };

    private string Question(string fact) => standard?.Facts.FirstOrDefault(f => f.Name == fact) is { } asked ? words.Text(asked.Question) : fact;

    private string Named(NamedOfficer officer) => Dots(words.Text(officer.Name), officer.Certificate);

    private string Pair(string name, string value) => name + (words.Code == "zh" ? "：" : ": ") + value;

    // In Arabic each part keeps its own direction: an article in Chinese must not turn the sentence beside it.
    private string Dots(params string[] parts) => string.Join(" · ", parts.Where(p => p.Length > 0).Select(p => words.Code == "ar" ? $"\u2068{p}\u2069" : p));
}
