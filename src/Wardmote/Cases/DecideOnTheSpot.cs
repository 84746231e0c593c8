using Wardmote.Discretion;
using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Teams;

namespace Wardmote.Cases;

/// <summary>
/// 当场处罚决定: the officers on the case decide on the spot (Penalties arts. 51–52); anybody else may not. The fences are asked again, because a day may have passed
/// or another organ may have fined since the proposal.
/// </summary>
/// <param name="Decider">Officer who decides.</param>
public sealed record DecideOnTheSpot(string Decider)
{
    /// <summary>Writes the decision, or the stop.</summary>
    public Outcome On(CaseFile file, LawInForce law, Roster roster, Weighed weighed, IReadOnlyList<PastFine> past, int earlierThisYear, string check, Func<string, string> document, DateOnly today)
    {
        if (file.Stage != Stage.Proposed || file.Proposal is not { Procedure: "summary" } p)
        {
            return CaseStage.Wrong(file);
        }

        if (file.Officers.FirstOrDefault(o => o.Id == Decider) is not { } decider)
        {
            return Outcome.No("wrong_decider",
                new Text("当场处罚由本案执法人员作出", "an on-the-spot penalty is decided by the officers on the case", "العقوبة الفورية يقررها موظفا القضية"),
                new Text("请本案执法人员操作", "let one of them do it", "ليقم أحدهما بذلك"), "行政处罚法 51、52");
        }

        if (CrimePending.Lacks(file) is { } pending)
        {
            return new Outcome.Refuse(pending);
        }

        var again = new ProposePenalty
        {
            Procedure = "summary", Facts = p.Facts, Warning = p.Warning, Fine = p.Fine, Ground = p.Ground, Gains = p.Gains, Reason = p.Reason, ConditionMet = p.ConditionMet, Harm = p.Harm ?? Harm.InWords(p.ConditionMet), LinkedAct = p.Act,
            AlsoBreaches = p.AlsoBreaches ?? [], CourtFined = p.CourtFined ?? "", Confiscated = p.Confiscated, Other = p.Other ?? [], FineBase = p.FineBase,
        };
        var fences = new PenaltyFences(law, file.Book.Code, today).Ask(again.Fill(file, law, roster, weighed, past, today, deciding: true) with { Act = p.Act });
        if (FenceAnswer.Heaviest(fences) == FenceVerdict.Stop)
        {
            return new Outcome.Stop(fences, [ProposePenalty.Stopped(file, "decide_on_the_spot", fences)]);
        }

        var number = NumberOf(today.Year, file.Opened.Locality, earlierThisYear + 1);
        var second = file.Officers.First(o => o.Id != decider.Id);
        var tags = file.Tags.Append(new Tag("act", p.Act)).Append(Series(file.Opened.Locality, today.Year)).Append(new Tag("check", check)).ToList();
        if (file.Site!.PartyMark is { } mark)
        {
            tags.Add(new Tag("party", mark));
        }

        // The slot is the second wall of one act, one fine: even a decision made from stale facts cannot take it twice.
        var slots = p.Fine > 0 ? new List<string> { "number:" + number, "fine:" + p.Act } : ["number:" + number];
        return Outcome.Of(Body.Fact(new DecidedOnTheSpot(file.Id, number, decider, second, p.Act, p.Warning, p.Fine, document(number), check), tags, slots, null, file.Under));
    }

    /// <summary>The pre-set number of art. 52.</summary>
    public static string NumberOf(int year, string locality, int serial) => $"当罚〔{year}〕{locality}-{serial:0000}号";

    /// <summary>Tag that numbers a locality's on-the-spot decisions in a year: the pre-set number of art. 52.</summary>
    public static Tag Series(string locality, int year) => new("spot-series", $"{locality}-{year}");
}

/// <summary>送达: the decision is handed over at once; a refusal is noted with a witness or a photo (Penalties arts. 52, 61).</summary>
public sealed record Serve(string Way, string Recipient, bool Refused, string Witness, IReadOnlyList<Evidence.Exhibit> Proof)
{
    /// <summary>Writes the service. After the seven working days it is still owed, so it is written and its lateness can be read from the dates.</summary>
    public Outcome On(CaseFile file, DateTimeOffset now)
    {
        var decided = file.Stage == Stage.Decided || (file.Stage == Stage.NotPunished && file.Service is null);
        if (!decided || file.DecisionNumber is not { } number)
        {
            return CaseStage.Wrong(file);
        }

        return ServiceRules.Lacks(file, new Delivery(Way, now, Recipient, Refused, Witness, Proof), now) is { } refusal
            ? new Outcome.Refuse(refusal)
            : Outcome.Of(Body.Fact(new Served(file.Id, number, Way, now, Recipient, Refused, Witness.Trim(), Proof), file.Tags, null, null, file.Under));
    }
}
