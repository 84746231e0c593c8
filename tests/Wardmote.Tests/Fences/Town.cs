using System.Runtime.CompilerServices;
using Wardmote.Cases;
using Wardmote.Desk;
using Wardmote.Fences;
using Wardmote.Inspections;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Powers;
using Wardmote.Store;
using Wardmote.Teams;
using Wardmote.Tests.Store;

namespace Wardmote.Tests.Fences;

/// <summary>A fictional county for tests of visits: a subdistrict, two departments, four items, everybody with a certificate.</summary>
public static class Town
{
    public const string Street = "990900001";
    public const string OtherTown = "990901001";
    public const string Market = "990900-SC";
    public const string Fire = "990900-XF";
    public const string Bureau = "990900-SF";
    public const string DoorCode = "91990900DOOR";
    public const string OwnerCode = "0123456789ABCDEF";

    public static Book Home { get; } = new("990900");

    /// <summary>Tuesday noon in Shanghai.</summary>
    public static DateTimeOffset Noon { get; } = new(2026, 9, 1, 12, 0, 0, TimeSpan.FromHours(8));

    /// <summary>The day of <see cref="Noon"/>.</summary>
    public static DateOnly Today { get; } = ShanghaiTime.Day(Noon);

    public static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));

    public static IDeskTools Tools { get; } = new NationsWords(new DeskTools(new byte[32], Path.Combine(Root(), "law")));

    public static LawInForce Rules(int cap = 2, string capMode = "stop", bool quiet = false, string listGround = "statute", string[]? capKey = null)
    {
        var settings = new List<FenceSetting>
        {
            Set("inspection-list", "R-INS-01", "stop", listGround), Set("inspection-approval", "R-INS-02", "stop", "guidance", ("hours", 24)), Set("inspection-cap", "R-INS-03", capMode, "guidance", ("per_year", cap), ("special_counts", 1)) with { Key = capKey ?? ["premises+year"], Exempt = [.. new[] { "lead", "immediate", "ordered_special" }.Select(v => new FenceExemption(v, Text.Same("文件")))] },
            Set("inspection-window", "R-INS-04", "caution", "peer", quiet ? [] : [("days", 30)]) with { Key = ["premises+item"] },
            Set("inspection-often", "R-INS-03", "caution", "peer", quiet ? [] : [("per_day", 1), ("per_week", 2), ("per_month", 3)]) with { Key = ["premises"] }, Set("inspection-scan", "R-INS-05", "stop", "guidance"),
            Set("out-of-area", "R-INS-06", "stop", "guidance"), Set("merge-first", "R-INS-04", quiet ? "record" : "caution", "guidance", ("days", 14)) with { Key = ["premises"] }, Set("fruitless", "R-INS-03", "caution", "peer", ("per_year", 3)) with { Key = ["premises+officer"] },
            Set("fine-cluster", "R-DISC-04", "caution", "statute", ("count", 10), ("days", 7), ("metres", 100), ("end_days", 5), ("odds", 1000)) with { Key = ["organ+party", "organ+spot"] },
            Set("one-act", "R-ONE-01", "stop", "statute", ("days", 1)) with { Key = ["act", "party+item+place+day"] },
        };
        settings.AddRange(new[] { Set("officers", "R-OFF-02", "stop", "statute", ("at_least", 2)), Set("limitation", "R-TIME-01", "stop", "statute", ("years", 2), ("years_harm", 5)), Set("ninety-days", "R-ORD-02", "caution", "statute", ("days", 90), ("first_warning", 60), ("second_warning", 75), ("third_warning", 85)) });
        settings.AddRange(new[] { "power", "place", "penalty-kind", "certificates", "auxiliary", "law-of-the-day", "precondition", "higher-norm", "gains", "statute-range", "tier", "young", "summary", "notice", "recusal", "four-people", "defence-heavier", "hearing", "legal-review", "collective" }
            .Select(id => Set(id, "R-" + id, "stop", "statute")));
        settings.Add(Set("persuasion", "R-PERS-01", "caution", "guidance"));
        var pack = new LawPack
        {
            Id = "test", Title = Text.Same("test"), Region = "990000", Revision = "test@1", Digest = "", Fictional = true,
            Items = [Item("T-001", "empowered", "CG"), Item("T-002", "department", "SC"), Item("T-003", "department", "XF"), Item("T-004", "empowered", "CG")],
            Grants = [Grant("T-001", true), Grant("T-004", false)],
            Counties = [new County("990900", new Text("试验区", "Trial District", "منطقة التجربة")), new County("990901", new Text("邻区", "Next District", "المنطقة المجاورة"))],
            Localities = [new Locality(Street, new Text("一街", "First Street", "الشارع الأول"), LocalityKind.Subdistrict, "990900"), new Locality(OtherTown, new Text("邻镇", "Next Town", "البلدة المجاورة"), LocalityKind.Town, "990901")],
            AgencyKinds = [new AgencyKind("CG", Text.Same("城市管理局")), new AgencyKind("SC", Text.Same("市场监管局")), new AgencyKind("XF", Text.Same("消防救援局")), new AgencyKind("SF", Text.Same("司法局"))],
            Fences = settings,
            Periods =
            [
                Hours("whistle-answer", 4), Hours("whistle-answer-soonest", 1), Hours("whistle-answer-latest", 72), Hours("whistle-settle", 24), Hours("whistle-arrive", 24), Hours("alert-handler", 24), Hours("alert-leader", 24),
                Days("report-triage", 1), Days("report-answer", 5), Days("service", 7), Days("publish-decision", 20), Days("publish-decision-check", 7), Days("opinion-answer", 15), Days("complaint-answer", 15), Days("pay", 15), Days("reconsideration", 60), Days("suit", 180), Days("suit-after-reconsideration", 15),
            ],
            Thresholds = [new Threshold("summary", 200, 3000, "行政处罚法 51", null)],
        };
        return new LawInForce([pack]);
    }

    public static Request As(string person, string role, string organ, string key, DateTimeOffset? at = null) => new(new By(person, role, organ), at ?? Noon, key);

    /// <summary>A memory with rosters and registered premises.</summary>
    public static async Task<(Memory Memory, Desk.Desk Desk)> OpenAsync(LawInForce law, string premises = "p1")
    {
        var memory = new Memory();
        var journal = new MemoryJournal(memory);
        var desk = new Desk.Desk(journal, law, Tools);
        await EnrolAsync(journal, Home);
        Done(await desk.RegisterPremisesAsync(Shop(premises), As("clerk-1", "clerk", Street, "register-" + premises)));
        return (memory, desk);
    }

    public static RegisterPremises Shop(string premises) =>
        new(premises, premises == "p1" ? DoorCode : "door-" + premises, "渝味小面馆", false, Street, "八一路 1 号", new Point(0.01, 0.01), ["餐饮"], premises == "p1" ? OwnerCode : OwnerCode[..12] + "ZZ" + premises.PadLeft(2, '0')[..2].ToUpperInvariant());

    public static async Task EnrolAsync(IJournal journal, Book book)
    {
        var facts = new List<Fact>();
        foreach (var organ in new[] { Street, Market, Fire })
        {
            foreach (var n in new[] { 1, 2, 3 })
            {
                facts.Add(Body.Fact(new OfficerEnrolled(Officer(organ, n), new Text($"{organ[^2..]}员{n}", $"Officer {n} of {organ[^2..]}", $"الموظف {n}"), organ, false, ""), [Roster.TagOf(organ)]));
                facts.Add(Body.Fact(new CertificateIssued(Officer(organ, n), new Certificate($"{organ[^2..]}-{n:000}", organ, ["*"], new DateOnly(2025, 1, 1), new DateOnly(2027, 12, 31))), [Roster.TagOf(organ)]));
            }

            facts.Add(Body.Fact(new OfficerEnrolled(Officer(organ, 9), new Text("辅助", "Auxiliary", "مساعد"), organ, true, ""), [Roster.TagOf(organ)]));
        }

        await journal.AppendAsync(new Append(book, "rosters", new By("admin", "administrator", ""), Noon.AddDays(-30), facts));
    }

    public static string Officer(string organ, int n) => $"{organ}-o{n}";

    public static string ItemOf(string organ) => organ == Market ? "T-002" : organ == Fire ? "T-003" : "T-001";

    public static ProposeInspection Ask(string id, string organ, int dayOffset = 1, InspectionType type = InspectionType.Routine, string reason = "", string? item = null, params int[] officers) => new()
    {
        Inspection = id, Type = type, Teams = [new AskedTeam(organ, [item ?? ItemOf(organ)], [.. (officers.Length == 0 ? [1, 2] : officers).Select(n => Officer(organ, n))])],
        From = Noon.AddDays(dayOffset), To = Noon.AddDays(dayOffset).AddHours(4), Grounds = "年度计划", Reason = reason,
    };

    public static ApproveInspection Approve(string id, string organ, string reason = "") => new(id, "head-" + organ, organ, "head", reason);

    public static async Task<DeskAnswer> ProposedAsync(Desk.Desk desk, ProposeInspection ask, string premises = "p1") =>
        await desk.ProposeInspectionAsync(Home, premises, ask, As("leader-" + ask.Teams[0].Organ, "leader", ask.Teams[0].Organ, "propose-" + ask.Inspection));

    public static async Task<DeskAnswer> ApprovedAsync(Desk.Desk desk, string id, string organ, string reason = "", string premises = "p1") =>
        await desk.ApproveInspectionAsync(Home, premises, Approve(id, organ, reason), As("head-" + organ, "head", organ, $"approve-{id}-{organ}"));

    /// <summary>Proposed, approved, entered, recorded.</summary>
    public static async Task VisitAsync(Desk.Desk desk, string id, string organ, int dayOffset, bool found, string reason = "试验", InspectionType type = InspectionType.Routine, string premises = "p1", params int[] officers)
    {
        var crew = officers.Length == 0 ? [1, 2] : officers;
        Done(await ProposedAsync(desk, Ask(id, organ, dayOffset, type, reason, null, crew), premises));
        Done(await ApprovedAsync(desk, id, organ, reason, premises));
        var entered = Noon.AddDays(dayOffset).AddMinutes(10);
        Done(await desk.CheckInAsync(Home, premises, new CheckIn(id, organ, [.. crew.Select(n => Officer(organ, n))], entered, premises == "p1" ? DoorCode : "door-" + premises, "officer", ""), As(Officer(organ, crew[0]), "officer", organ, "in-" + id, entered)));
        Done(await desk.RecordInspectionAsync(Home, premises, new RecordInspection(id, organ, entered, entered.AddMinutes(20), [new ItemChecked(ItemOf(organ), found, found ? "看到问题" : "", [])], "", "signed"),
            As(Officer(organ, crew[0]), "officer", organ, "record-" + id, entered.AddMinutes(21))));
    }

    public static IReadOnlyList<Entry> Done(DeskAnswer answer) => answer is DeskAnswer.Done done
        ? done.Entries
        : throw new Xunit.Sdk.XunitException(answer switch
        {
            DeskAnswer.Refused r => $"refused: {r.Refusal.Code}: {r.Refusal.Why.En}",
            DeskAnswer.Stopped s => "stopped: " + string.Join("; ", s.Fences.Where(f => f.Answer == FenceVerdict.Stop).Select(f => $"{f.Id}: {f.Fact.En}")),
            _ => answer.ToString(),
        });

    private static FenceSetting Set(string id, string rule, string mode, string ground, params (string, decimal)[] values) =>
        new(id, [rule], mode, ground, ground == "statute" ? "行政处罚法" : "国办发〔2024〕54号", ground == "statute" ? [] : ["organ-head"], values.ToDictionary(v => v.Item1, v => v.Item2));

    private static Period Hours(string id, int count) => new(id, count, "hours", "", Certainty.Model);

    private static Period Days(string id, int count) => new(id, count, "working_days", "", Certainty.Model);

    private static EnforcementItem Item(string code, string source, string agency) => new()
    {
        Code = new ItemCode(code), Title = new Text("事项" + code, "Item " + code, "بند " + code), SourceType = source, Field = "城市管理", LegalBasis = "虚构法 1", Law = "虚构法", PenaltyRef = "1",
        Holder = source == "department" ? HolderRule.CountyDepartment : HolderRule.PerPublishedList, AgencyKind = agency, ResponsibleText = "", Certainty = Certainty.Quoted, Seen = true, ListCertainty = Certainty.Quoted, Source = "test",
        FineKind = FineKind.Fixed, IndividualFine = new YuanRange(20, 200), EntityFine = new YuanRange(20, 200), Addressee = Addressee.SameForBoth, Warning = WarningPlace.Alternative,
        SummaryPossibleFor = new HashSet<PartyKind> { PartyKind.Individual, PartyKind.Entity },
    };

    private static Grant Grant(string item, bool inspect) => new()
    {
        Id = "g-" + item, Item = new ItemCode(item), Source = PowerSource.Empowered, Reach = new Reach(["990900"], [], []), Scope = new Scope(inspect, true, false, false), From = new DateOnly(2024, 1, 1),
        Instrument = new Instrument("试验清单", "", "test"), Certainty = Certainty.Quoted,
    };

    /// <summary>The trial's law is made up here and lies in no folder: its documents are worded as the nation's.</summary>
    private sealed class NationsWords(DeskTools tools) : IDeskTools
    {
        public string NewId() => tools.NewId();

        public string NewCheckCode() => tools.NewCheckCode();

        public string PartyMark(Book book, Party party) => tools.PartyMark(book, party);

        public Wardmote.Documents.Template Template(LawOfThePlace place, string id, string language) => tools.Template(LawPacks.Installed.Law.Nationwide, id, language);

        public RevisionReading ReadRevision(string revision, string region, Text title, IReadOnlyList<RevisionFile> files, DateTimeOffset recorded, LawInForce law) => tools.ReadRevision(revision, region, title, files, recorded, law);
    }
}
