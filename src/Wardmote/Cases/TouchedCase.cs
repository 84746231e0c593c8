using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Powers;

namespace Wardmote.Cases;

/// <summary>继续办理: a change of powers left the case with the organ that has it.</summary>
/// <param name="Case">Case.</param>
/// <param name="Revision">Change of law.</param>
/// <param name="Organ">Who keeps it.</param>
/// <param name="Why">Why: the transition clause, or that the decision is made.</param>
/// <param name="Article">What it rests on.</param>
[EntryKind("case.kept/1")]
public sealed record CaseKept(string Case, string Revision, string Organ, Text Why, string Article);

/// <summary>移交: a change of powers moved the open case to another organ, by the change's own clause.</summary>
/// <param name="Case">Case.</param>
/// <param name="Revision">Change of law.</param>
/// <param name="From">Who had it.</param>
/// <param name="To">Department that has it now.</param>
/// <param name="Why">Why.</param>
/// <param name="Article">What it rests on.</param>
[EntryKind("case.handed_over/1")]
public sealed record CaseHandedOver(string Case, string Revision, string From, string To, Text Why, string Article);

/// <summary>承继: the locality was renamed, merged or moved, and its successor has the case now.</summary>
[EntryKind("case.succeeded/1")]
public sealed record CaseSucceeded(string Case, string From, string To, Text Why);

/// <summary>What a change does to an open case.</summary>
public enum Touch
{
    /// <summary>It stays.</summary>
    Keeps,

    /// <summary>It moves to the department.</summary>
    Moves,

    /// <summary>No source says whose it is; a person decides.</summary>
    Unclear,
}

/// <summary>涉及的案件: an open case that a change of powers touches, and what becomes of it.</summary>
/// <param name="File">Case.</param>
/// <param name="What">What becomes of it.</param>
/// <param name="From">Team that has it.</param>
/// <param name="To">Who has it after the change.</param>
/// <param name="On">First day on which it is so.</param>
/// <param name="Why">Why.</param>
/// <param name="Article">What it rests on.</param>
/// <param name="Done">True when the change was carried out for it.</param>
public sealed record TouchedCase(CaseFile File, Touch What, string From, string To, DateOnly On, Text Why, string Article, bool Done)
{
    /// <summary>What a change does to a case; null when it does not touch it.</summary>
    /// <param name="file">Case.</param>
    /// <param name="change">Lines of the change.</param>
    /// <param name="revision">Its id.</param>
    /// <param name="after">The law with the change in it.</param>
    /// <param name="today">Today.</param>
    public static TouchedCase? Of(CaseFile file, LawPack change, string revision, LawInForce after, DateOnly today)
    {
        var done = file.Changes.Contains(revision);
        if (!done && file.Stage is Stage.Ended or Stage.Archived or Stage.Referred or Stage.Transferred)
        {
            return null;
        }

        // A line may name the place as it was filed, what it was before, or what it has become.
        var team = after.TeamFor(file.Opened.Locality, today);
        var since = file.FiledOn ?? today;
        bool Reaches(Reach reach) => new[] { file.Opened.Locality, after.TeamFor(file.Opened.Locality, since) }.Any(c => after.Catalogue.Reaches(reach, c, since, today));
        var grants = change.Grants.Where(g => g.Item == file.Item && Reaches(g.Reach)).ToList();
        var retrievals = change.Retrievals.Where(r => r.Item == file.Item && Reaches(r.Reach)).ToList();
        if (grants.Count + retrievals.Count == 0)
        {
            return null;
        }

        var last = grants.Select(g => g.From).Concat(retrievals.Select(r => r.On)).Max();
        var day = last > today ? last.Value : today;
        if (file.DecidedAlready)
        {
            return new TouchedCase(file, Touch.Keeps, team, team, day, new Text("决定已经作出，由作出决定的机关执行", "the decision is made; whoever made it carries it out", "صدر القرار وينفذه من أصدره"), "行政处罚法 66", done);
        }

        // A change with several days for one item moves the case on the first of them on which the town has it no longer, and keeps it on the last.
        var days = grants.Select(g => g.From).Concat(retrievals.Select(r => r.On)).Select(d => d > today ? d.Value : today).Distinct().Order();
        return days.Select(On).First(t => t.What != Touch.Keeps || t.On == day);

        TouchedCase On(DateOnly day)
        {
            // Authority attaches at filing (R-COMP-09): what is not yet filed is filed, if at all, under the new list.
            var filing = file.FiledOn ?? day;
            var answer = after.Catalogue.Ask(new PowerQuestion(file.Item, after.TeamFor(file.Opened.Locality, filing), file.ActDay, filing, null, day));
            var paper = retrievals is [var taken, ..] ? taken.Instrument.Title : grants[0].Instrument.Title;
            return answer switch
            {
                { Answer: Holding.Held or Holding.Concurrent } => new TouchedCase(file, Touch.Keeps, team, answer.Holder!, day, retrievals.Count > 0 && file.FiledOn is { } filed
                    ? retrievals.TrueForAll(r => r.Transition == Transition.None)
                        ? new Text($"{filed:yyyy-MM-dd}已立案，按立案时的权限由原承办镇街办结", $"filed on {filed:yyyy-MM-dd}: the town goes on to the end by the power of the filing day", $"قُيّدت في {filed:yyyy-MM-dd}: وتستمر البلدية حتى النهاية بصلاحية يوم القيد")
                        : new Text($"{filed:yyyy-MM-dd}已立案，按过渡条款由原承办镇街继续办结", $"filed on {filed:yyyy-MM-dd}: by the transition clause the town goes on to the end", $"قُيّدت في {filed:yyyy-MM-dd}: وبموجب بند الانتقال تستمر البلدية حتى النهاية")
                    : new Text("镇街仍有这项权力", "the town still holds the power", "ما زالت البلدية تملك الصلاحية"), paper, done),
                { Answer: Holding.Department, Holder: { } to } => new TouchedCase(file, Touch.Moves, team, to, day, answer.Why[0].Text, paper, done),
                _ => new TouchedCase(file, Touch.Unclear, team, "", day, answer.Why[^1].Text, paper, done),
            };
        }
    }

    /// <summary>The slot of the alert by which those concerned are told of it, once.</summary>
    public string Told(string revision) => $"alert:power-change-{revision}:case:{File.Id}";

    /// <summary>True when an entry is due: that it stays or moves, or, where no source says whose it is, that a person has to decide.</summary>
    public bool Due(string revision, DateOnly today) =>
        Fact(revision, today) is not null || (What == Touch.Unclear && !Done && On <= today && !File.Entries.Any(e => e.Slots.Contains(Told(revision))));

    /// <summary>The fact of what becomes of it; null while nothing is due.</summary>
    public Fact? Fact(string revision, DateOnly today) => Done || On > today ? null : What switch
    {
        Touch.Keeps => Body.Fact(new CaseKept(File.Id, revision, To, Why, Article), File.Tags, [$"change:{revision}:{File.Id}"], null, File.Under),
        Touch.Moves => Body.Fact(new CaseHandedOver(File.Id, revision, From, To, Why, Article), File.Tags, [$"change:{revision}:{File.Id}"], null, File.Under),
        _ => null,
    };
}
