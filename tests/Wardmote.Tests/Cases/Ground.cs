using System.Text.Json;
using Wardmote.Cases;
using Wardmote.Evidence;
using Wardmote.Fences;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Powers;
using Wardmote.Teams;
using Xunit;

namespace Wardmote.Tests.Cases;

/// <summary>A small fictional district: one town, its team, five items.</summary>
public static class Ground
{
    public const string County = "990100";
    public const string Town = "990100001";
    public const string Department = "990100-CG";

    /// <summary>Empowered; fine 500–20,000 for a person.</summary>
    public static readonly ItemCode Own = new("T-001");

    /// <summary>Under a letter of entrustment.</summary>
    public static readonly ItemCode Entrusted = new("T-002");

    /// <summary>Empowered, with measures.</summary>
    public static readonly ItemCode Measures = new("T-003");

    /// <summary>Its law becomes lighter on 2026-08-15.</summary>
    public static readonly ItemCode Changing = new("T-004");

    /// <summary>Retrieved from 2026-05-01; matters filed before stay.</summary>
    public static readonly ItemCode Retrieved = new("T-005");

    /// <summary>An order and its execution, no penalty; the law gives the town the demolition.</summary>
    public static readonly ItemCode Structure = new("T-006");

    /// <summary>The same, without the demolition.</summary>
    public static readonly ItemCode Shed = new("T-007");

    /// <summary>A Monday.</summary>
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));

    public static readonly Exhibit Photo = new(new string('a', 64), "image/jpeg", 1000);

    private static readonly Dictionary<string, Dictionary<string, decimal>> Figures = new()
    {
        ["officers"] = new() { ["at_least"] = 2 },
        ["one-act"] = new() { ["days"] = 1 },
        ["limitation"] = new() { ["years"] = 2, ["years_harm"] = 5 },
        ["ninety-days"] = new() { ["days"] = 90, ["first_warning"] = 60, ["second_warning"] = 75, ["third_warning"] = 85 },
        ["execution-hours"] = new() { ["night_from"] = 22, ["night_to"] = 6 },
    };

    public static LawInForce Law { get; } = Make();

    /// <summary>The law with the ninety days only cautioned of.</summary>
    public static LawInForce LenientLaw { get; } = Make("ninety-days");

    public static Text T(string words) => Text.Same(words);

    public static Roster Roster(params DeputyNamed[] deputies)
    {
        var bodies = new List<object>();
        foreach (var id in new[] { "wang", "li", "zhao" })
        {
            bodies.Add(new OfficerEnrolled(id, T(id), Town, false, ""));
            bodies.Add(new CertificateIssued(id, new Certificate("C-" + id, Town, ["*"], new DateOnly(2024, 1, 1), new DateOnly(2029, 12, 31))));
        }

        bodies.Add(new OfficerEnrolled("aux", T("aux"), Town, true, ""));
        bodies.AddRange(deputies);
        return Teams.Roster.Of([.. bodies.Select((b, i) => Entry(Body.Fact(b, []), i + 1, new By("admin", "administrator", ""), Start.AddYears(-1)))]);
    }

    public static Entry Entry(Fact fact, long sequence, By by, DateTimeOffset at) =>
        new(new Book(County), sequence, $"e{sequence}", at, by, fact.Kind, fact.Body, fact.Tags, fact.Slots ?? [], new Dictionary<string, string>(), fact.Under, "k", "", $"{sequence:x64}");

    private static EnforcementItem Item(ItemCode code, decimal max = 20_000, DateOnly? from = null, DateOnly? to = null, HolderRule holder = HolderRule.PerPublishedList) => new()
    {
        Code = code,
        Title = new Text("（虚构）违法摆卖", "(fictional) unlawful vending", "(خيالي) بيع مخالف"),
        SourceType = "empowered",
        Field = "城市管理",
        LegalBasis = $"《虚构条例》第{code.Value[^1]}条（{max:0}）",
        Law = "虚构条例",
        IndividualFine = new YuanRange(500, max),
        EntityFine = new YuanRange(5_000, 100_000),
        FineKind = FineKind.Fixed,
        Warning = WarningPlace.Alternative,
        OtherMeasures = "可以责令停业整顿",
        Holder = holder,
        AgencyKind = "CG",
        ResponsibleText = "区县城市管理局",
        Certainty = Certainty.Quoted,
        Seen = true,
        ListCertainty = Certainty.Quoted,
        Source = "fictional",
        ValidFrom = from,
        ValidTo = to,
    };

    private static EnforcementItem Ordered(ItemCode code) => Item(code) with
    {
        Title = new Text("（虚构）违法建设", "(fictional) unlawful building", "(خيالي) بناء مخالف"), IndividualFine = null, EntityFine = null, FineKind = FineKind.None, Warning = WarningPlace.None, Precondition = Precondition.OverdueCorrection,
    };

    private static Grant Granted(ItemCode item, PowerSource source = PowerSource.Empowered, bool measures = false, bool execution = false) => new()
    {
        Id = "g-" + item,
        Item = item,
        Source = source,
        Reach = new Reach([County], [], []),
        Scope = new Scope(true, true, measures, execution),
        From = new DateOnly(2024, 1, 1),
        InNameOf = source == PowerSource.Entrusted ? "CG" : "",
        Instrument = new Instrument("（虚构）赋权决定", "虚构", "fictional"),
        Certainty = Certainty.Quoted,
    };

    private static LawInForce Make(params string[] cautions)
    {
        string[] fences =
        [
            "power", "place", "penalty-kind", "officers", "certificates", "auxiliary", "recusal", "four-people", "limitation", "law-of-the-day", "precondition", "persuasion", "one-act", "higher-norm",
            "gains", "tier", "statute-range", "young", "summary", "notice", "defence-heavier", "hearing", "legal-review", "collective", "ninety-days", "seizure", "execution-hours",
        ];
        (string Id, int Count, string Unit)[] periods =
        [
            ("hearing-request", 5, "working_days"), ("hearing-notice", 7, "working_days"), ("decide", 90, "calendar_days"), ("pay", 15, "calendar_days"), ("service", 7, "working_days"),
            ("preservation", 7, "working_days"), ("seizure", 30, "calendar_days"), ("seizure-extension", 30, "calendar_days"), ("reconsideration", 60, "calendar_days"), ("suit", 6, "months"),
            ("suit-after-reconsideration", 15, "calendar_days"), ("demand", 10, "working_days"), ("court-window", 3, "months"), ("notice-answer", 5, "working_days"),
            ("withdraw-publication", 3, "working_days"), ("publish-decision", 20, "working_days"), ("publish-decision-check", 7, "working_days"), ("alert-leader", 24, "hours"), ("crime-decision", 3, "calendar_days"), ("crime-transfer", 24, "hours"), ("announcement", 30, "calendar_days"),
            ("report-answer", 5, "working_days"), ("report-triage", 1, "working_days"), ("whistle-answer", 4, "hours"), ("whistle-answer-soonest", 1, "hours"), ("whistle-answer-latest", 72, "hours"), ("whistle-arrive", 24, "hours"), ("whistle-settle", 24, "hours"), ("measure-approval", 24, "hours"), ("substitute-demand", 3, "working_days"), ("cash-handover", 2, "working_days"), ("cash-bank", 2, "working_days"),
        ];
        return new LawInForce(
        [
            new LawPack
            {
                Id = "test",
                Title = T("test"),
                Region = County,
                Fictional = true,
                Revision = "test@1",
                Digest = "0",
                Items =
                [
                    Item(Own), Item(Entrusted, holder: HolderRule.EntrustmentAgreement), Item(Measures),
                    Item(Changing, 20_000, null, new DateOnly(2026, 8, 14)), Item(Changing, 5_000, new DateOnly(2026, 8, 15)), Item(Retrieved), Ordered(Structure), Ordered(Shed),
                ],
                Grants = [Granted(Own), Granted(Entrusted, PowerSource.Entrusted), Granted(Measures, measures: true), Granted(Changing), Granted(Retrieved), Granted(Structure, execution: true), Granted(Shed)],
                Retrievals =
                [
                    new Retrieval
                    {
                        Id = "r-1", Item = Retrieved, Reach = new Reach([County], [], []), On = new DateOnly(2026, 5, 1), Transition = Transition.FiledBeforeStays,
                        Instrument = new Instrument("（虚构）收回决定", "", "fictional"), Certainty = Certainty.Quoted,
                    },
                ],
                Counties = [new County(County, new Text("示例区", "Exemplar District", "حي المثال"))],
                Localities = [new Locality(Town, new Text("示例镇", "Exemplar Town", "بلدة المثال"), LocalityKind.Town, County)],
                AgencyKinds = [new AgencyKind("CG", new Text("城市管理局", "Urban Management Bureau", "مكتب إدارة المدينة"))],
                Periods = [.. periods.Select(p => new Period(p.Id, p.Count, p.Unit, "", Certainty.Quoted))],
                Thresholds = [new Threshold("summary", 200, 3_000, "行政处罚法 51", null), new Threshold("hearing", 5_000, 50_000, "令354", null), new Threshold("cash", 100, 100, "行政处罚法 68", null)],
                Fences = [.. fences.Select(f => new FenceSetting(f, ["R-" + f], f == "persuasion" || cautions.Contains(f) ? "caution" : "stop", "statute", "", [], Figures.GetValueOrDefault(f, []), Key: f == "one-act" ? ["act", "party+item+place+day"] : null))],
                // One holiday, a Friday.
                Calendar = new WorkingDays([new DateOnly(2026, 9, 25)], [], DateOnly.MaxValue),
            },
        ]);
    }
}

/// <summary>A case in a test: given entries, when an act, then entries.</summary>
public sealed class Matter
{
    public static readonly By Head = new("head", "head", Ground.Town);
    public static readonly By Wang = new("wang", "officer", Ground.Town);
    public static readonly By Reviewer = new("reviewer", "reviewer", Ground.Town);
    public static readonly By Host = new("host", "host", Ground.Town);
    public static readonly Signatory HostSigns = new("host", Ground.T("host"), "host");

    public Matter(ItemCode? item = null, bool site = true, DateOnly? born = null, LawInForce? law = null, DateTimeOffset? at = null)
    {
        (Law, Roster, At) = (law ?? Ground.Law, Ground.Roster(), at ?? Ground.Start);
        var code = item ?? Ground.Own;
        var today = ShanghaiTime.Day(At);
        var power = Law.Catalogue.Ask(new PowerQuestion(code, Ground.Town, today, today));
        Keep(new OpenCase("c1", null, code, Ground.Town, null, "虚构路 1 号", "patrol", today).On(Law, power, 6, today));
        if (site)
        {
            Keep(new RecordSite
            {
                Officers = ["wang", "li"], Began = At, Ended = At, ActDay = today, Breach = true, Seen = "占道摆卖", PartyMark = "mark", CertificatesShown = true, RecusalTold = true, Photos = [Ground.Photo],
                Party = new Party(PartyKind.Individual, "张三（虚构）", "500000000000000000", "虚构路 1 号", BirthDate: born),
            }.On(File, Law, Roster, "env", At));
        }
    }

    public LawInForce Law { get; }

    public Roster Roster { get; set; }

    public DateTimeOffset At { get; set; }

    public DateOnly Today => ShanghaiTime.Day(At);

    public List<Entry> Entries { get; } = [];

    public CaseFile File => CaseFile.Of(Entries)!;

    public Func<string, CaseFile, string> Seal { get; set; } = (_, _) => "";

    public string State => Procedure.StateOn(File, Law, Today);

    public Occasion By(By by) => new(Law, Roster, by, Ground.T(by.Person), At) { Seal = Seal };

    /// <summary>Writes what an act answers; fails where it answers something else.</summary>
    public Matter Keep(Outcome outcome)
    {
        var facts = outcome switch
        {
            Outcome.Do d => d.Facts,
            Outcome.Refuse r => throw new Xunit.Sdk.XunitException($"refused: {r.Refusal.Code}: {r.Refusal.Why.En}"),
            Outcome.Stop s => throw new Xunit.Sdk.XunitException("stopped: " + string.Join("; ", s.Fences.Where(f => f.Answer == FenceVerdict.Stop).Select(f => $"{f.Id}: {f.Fact.En}"))),
            _ => throw new InvalidOperationException(),
        };
        foreach (var fact in facts)
        {
            Entries.Add(Ground.Entry(fact, Entries.Count + 1, _by ?? Wang, At));
        }

        return this;
    }

    private By? _by;

    public Matter Do(By by, Func<CaseFile, Occasion, Outcome> act)
    {
        _by = by;
        return Keep(act(File, By(by)));
    }

    public Outcome Try(By by, Func<CaseFile, Occasion, Outcome> act) => act(File, By(by));

    public Matter Days(int days)
    {
        At = At.AddDays(days);
        return this;
    }

    /// <summary>The day after a last day, at nine.</summary>
    public Matter After(DateOnly day)
    {
        At = ShanghaiTime.Start(day.AddDays(1)).AddHours(9);
        return this;
    }

    public Delivery Handed() => new("handed", At, "party", false, "", []);

    // The steps of the main line, so that a test says only what it is about.
    public Matter Filed() => Do(Head, new FileCase("符合立案标准").On);

    public Matter Asked() => Do(Wang, (f, n) => new RecordInquiry
    {
        Officers = ["wang", "li"], Began = At, Ended = At, Relation = "party", Asked = new Inquiry("张三（虚构）", "", "", "", [new Answered("是否摆卖？", "是")]), CertificatesShown = true, RightsTold = true,
    }.On(f, n, "q" + f.Sequence));

    public static ReportInvestigation Report(decimal? fine, bool complex = false, string amends = "", string facts = "", string answers = "", IReadOnlyList<string>? other = null) => new()
    {
        Facts = "当事人占道摆卖。",
        Elements = [new Proven("party", ["S1"]), new Proven("act", ["S1", "I1"]), new Proven("time_place", ["S1"])],
        Penalty = new ProposePenalty { Fine = fine, Gains = "none", Reason = "已多次告知", Other = other ?? [] },
        Complex = complex, Amends = amends, NewFacts = facts, AnswersReview = answers,
    };

    public Matter Reported(decimal? fine = 1_000, bool complex = false) => Do(Wang, (f, n) => Report(fine, complex).On(f, n, Weighed(f), [], null));

    public static Discretion.Weighed Weighed(CaseFile file) => Discretion.Weigh.On(Ground.Law.Item(file.Item, file.LawDay)!, null, file.Site!.PartyKind, new Dictionary<string, JsonElement>());

    public Matter Noticed() => Do(Head, new ApproveNotice("李某 023-0000").On).Do(Wang, new GivePriorNotice(Handed()).On);

    public Matter Reviewed(bool passed = true) => Do(Reviewer, new ReviewLegality(passed, "意见", ReviewLegality.Asked.ToDictionary(a => a, _ => "符合"), "A1", false).On);

    public Matter Discussed(bool agreed = true) => Do(Head, new DiscussCollectively(At, [new ViewGiven("甲", "镇长", "同意"), new ViewGiven("乙", "副镇长", "同意")], "同意拟处罚", agreed).Write);

    public Matter Heard() => Do(Wang, new RequestHearing(At, "oral", "要求听证").Write)
        .Do(Wang, new ScheduleHearing(HostSigns, At.AddDays(14), "镇政府会议室", true, "", Handed()).On).Days(14)
        .Do(Host, new HoldHearing("held", "摆卖", "没有摆卖", "建议维持", "signed", 0, []).On);

    public Outcome TryDecide(By? by = null, decimal? fine = null) => Try(by ?? Head, (f, n) => new Decide { Fine = fine, Correction = "立即改正", Reason = "按查明事实" }.On(f, n, Weighed(f), [], "check"));

    public Matter Decided(decimal? fine = null)
    {
        _by = Head;
        return Keep(TryDecide(null, fine));
    }

    public Matter Served() => Do(Wang, (f, n) => new Serve("handed", "party", false, "", []).On(f, n.At));

    public static IReadOnlyList<string> Stops(Outcome outcome) => Assert.IsType<Outcome.Stop>(outcome).Fences.Where(f => f.Answer == FenceVerdict.Stop).Select(f => f.Id).ToList();

    public static string Refused(Outcome outcome) => Assert.IsType<Outcome.Refuse>(outcome).Refusal.Code;
}
