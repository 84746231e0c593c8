using System.Text.Json;
using Wardmote.Cases;
using Wardmote.Desk;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Publication;
using Wardmote.Store;
using Wardmote.Teams;
using Wardmote.Tests.Cases;
using Wardmote.Tests.Store;
using Xunit;

namespace Wardmote.Tests.Publication;

public sealed class PublicationOnSqlite(SqlitePlace place) : PublicationContract(place), IClassFixture<SqlitePlace>;

public sealed class PublicationOnPostgres(PostgresPlace place) : PublicationContract(place), IClassFixture<PostgresPlace>;

/// <summary>A decision is assessed, checked, published, found by everybody, and withdrawn when it falls; alike on both stores.</summary>
public abstract class PublicationContract(Place place)
{
    private const string Name = "张三（虚构）";
    private static readonly By Head = new("head", "head", Ground.Town);
    private static readonly By Reviewer = new("reviewer", "reviewer", Ground.Town);
    private static readonly Book Book = new(Ground.County);
    private DateTimeOffset _at = Ground.Start;
    private int _key;

    [Fact]
    public async Task Nobody_below_the_rank_assesses_checks_or_withdraws()
    {
        await using var db = await OpenAsync();
        var desk = DeskOn(db);
        var (matter, id) = await DecidedAsync(db, desk, false);
        Assert.Equal("not_allowed", Refused(await desk.AssessImpactAsync(Book, matter, id, new AssessImpact(true, "公共场所"), As(Matter.Wang))));
        Done(await desk.AssessImpactAsync(Book, matter, id, new AssessImpact(true, "公共场所"), As(Head)));
        Assert.Equal("not_allowed", Refused(await desk.PublishDecisionAsync(Book, matter, id, Nothing(""), As(Head))));
        Assert.Equal("not_allowed", Refused(await desk.WithdrawAsync(Book, matter, id, new Withdrawal("changed", default, "x"), As(Matter.Wang))));
    }

    [Fact]
    public async Task A_decision_is_published_without_the_person_and_leaves_when_it_is_revoked()
    {
        await using var db = await OpenAsync();
        var desk = DeskOn(db);
        var (matter, id) = await DecidedAsync(db, desk, false);
        Assert.Equal(("due", ShanghaiTime.Start(Ground.Law.At(Ground.County).Ends("publish-decision-check", ShanghaiTime.Day(_at)).AddDays(1))), await CardAsync(db, "publication", id) is { } due ? (due.State, due.Due) : default);

        Assert.Equal("wrong_state", Refused(await desk.PublishDecisionAsync(Book, matter, id, Nothing(""), As(Reviewer))));
        Assert.Equal("reason_needed", Refused(await desk.AssessImpactAsync(Book, matter, id, new AssessImpact(true, " "), As(Head))));
        Done(await desk.AssessImpactAsync(Book, matter, id, new AssessImpact(true, "公共场所，多人投诉"), As(Head)));

        var check = (await desk.ToCheckAsync((await desk.CaseAsync(Book, matter))!, PublishedDecision.Of((await desk.CaseAsync(Book, matter))!.Entries, id)!))!;
        Assert.Contains(check.Rule, p => p.Kind == "name");
        Assert.Contains(check.Rule, p => p.Kind == "address");
        var place0 = check.Rule.First(p => p.Kind == "address").Place;
        var less = new PublishDecision([], new Dictionary<string, string> { [place0] = "" }, "");
        Assert.Equal("reason_needed", Refused(await desk.PublishDecisionAsync(Book, matter, id, less, As(Reviewer))));
        Assert.Equal("not_in_document", Refused(await desk.PublishDecisionAsync(Book, matter, id, new PublishDecision([new HideMore("secret", "不在文中")], new Dictionary<string, string>(), ""), As(Reviewer))));
        Assert.Equal("not_seen", Refused(await desk.PublishDecisionAsync(Book, matter, id, Nothing("something else"), As(Reviewer))));

        var act = new PublishDecision([new HideMore("secret", "占道摆卖")], new Dictionary<string, string>(), "");
        act = act with { Seen = Redaction.Apply(check.Before, act.Pieces(check.Before, check.Rule)).Hash };
        Done(await desk.PublishDecisionAsync(Book, matter, id, act, As(Reviewer) with { Name = new Text("何川", "He Chuan", "خه") }));

        var (decision, words) = (await desk.PublishedAsync(id))!.Value;
        var read = string.Join('\n', words!.Lines.Select(l => l.Words));
        Assert.DoesNotContain(Name, read, StringComparison.Ordinal);
        Assert.DoesNotContain("虚构路 1 号", read, StringComparison.Ordinal);
        Assert.DoesNotContain("占道摆卖", read, StringComparison.Ordinal);
        Assert.Contains("张某", read, StringComparison.Ordinal);
        Assert.Equal((words.Hash, "何川", "张某"), (decision.Published!.Text, decision.Published.Checker.Name.Zh, decision.Published.Party));
        Assert.DoesNotContain("张三", decision.PublishedEntry!.Body, StringComparison.Ordinal);
        var card = (await CardAsync(db, "decision", id))!;
        Assert.Equal("published", card.State);
        Assert.Contains("张某", card.Title, StringComparison.Ordinal);
        Assert.False((await CardAsync(db, "publication", id))!.Open);

        // It falls: three working days, and an alert when nobody withdraws it.
        Done(await desk.ServeAsync(Book, matter, new Serve("handed", "party", false, "", []), As(Matter.Wang)));
        Done(await desk.SeekRemedyAsync(Book, matter, new SeekRemedy("reconsideration", ShanghaiTime.Day(_at), "区人民政府", false), As(Reviewer)));
        _at = _at.AddDays(1);
        Done(await desk.EndRemedyAsync(Book, matter, new EndRemedy("revoked", ShanghaiTime.Day(_at), "撤销"), As(Reviewer)));
        var fell = (await CardAsync(db, "publication", id))!;
        Assert.Equal(("to_withdraw", true, ShanghaiTime.Start(Ground.Law.At(Ground.County).Ends("withdraw-publication", ShanghaiTime.Day(_at)).AddDays(1))), (fell.State, fell.Open, fell.Due));
        var alert = Assert.IsType<DeskAnswer.Done>(await desk.WatchPublicationAsync(Book, matter, id, As(By.System)));
        Assert.Equal("withdrawal-late", ((Wardmote.Supervision.AlertRaised)Body.Read(alert.Entries[0])).Cause);
        Assert.Equal("raised_already", Refused(await desk.WatchPublicationAsync(Book, matter, id, As(By.System))));

        Assert.Equal("statement_needed", Refused(await desk.WithdrawAsync(Book, matter, id, new Withdrawal("", default, " "), As(Reviewer))));
        Done(await desk.WithdrawAsync(Book, matter, id, new Withdrawal("changed", default, "复议机关撤销了这份决定"), As(Reviewer)));
        var (gone, none) = (await desk.PublishedAsync(id))!.Value;
        Assert.Null(none);
        Assert.Equal(("withdrawn", "revoked", false), (gone.State, gone.Withdrawn!.Ground, gone.Withdrawn.Late));
        Assert.DoesNotContain("张某", (await CardAsync(db, "decision", id))!.Title, StringComparison.Ordinal);

        // What was published verifies like everything else, and the cards are the same when they are made anew.
        Assert.Empty((await Verifier.DatabaseAsync(db)).Findings);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_decision_is_published_and_shown_in_the_words_in_which_it_was_decided(bool spot)
    {
        await using var db = await OpenAsync();
        var (matter, id) = await DecidedAsync(db, DeskOn(db), false, spot);
        var desk = DeskOn(db, Later);
        var file = (await desk.CaseAsync(Book, matter))!;
        var decision = PublishedDecision.Of(file.Entries, id)!;
        var check = (await desk.ToCheckAsync(file, decision))!;
        Assert.Equal(decision.Document, check.Before.Hash);

        // The case page and the download show the same; a translation, and what is made from now on, follow the template of today.
        var line = Papers.Of(file).Single(p => p.Template == check.Before.Id);
        Assert.Equal(decision.Document, (await desk.DocumentAsync(file, line, "zh"))!.Hash);
        Assert.Contains(Later, Read((await desk.DocumentAsync(file, line, "ar"))!), StringComparison.Ordinal);
        if (!spot)
        {
            Assert.Equal(file.Notice!.Document, (await desk.DocumentAsync(file, Papers.Of(file).Single(p => p.Template == ApproveNotice.Template), "zh"))!.Hash);
            Assert.Contains(Later, Read((await desk.DocumentAsync(file, line with { Template = Wardmote.Documents.CaseDocuments.PaymentSlip }, "zh"))!), StringComparison.Ordinal);
        }

        Assert.DoesNotContain(file.Entries, e => e.Body.Contains("张三", StringComparison.Ordinal) && e.Kind is "case.decided/1" or "case.decided_on_the_spot/1");
        Done(await desk.AssessImpactAsync(Book, matter, id, new AssessImpact(true, "公共场所"), As(Head)));
        Done(await desk.PublishDecisionAsync(Book, matter, id, Nothing(Redaction.Apply(check.Before, check.Rule).Hash), As(Reviewer)));
        var (published, words) = (await desk.PublishedAsync(id))!.Value;
        Assert.Equal(decision.Document, published.Published!.Original);
        Assert.DoesNotContain(Later, Read(words!), StringComparison.Ordinal);
        Assert.DoesNotContain("张三", Read(words!), StringComparison.Ordinal);
        Assert.Contains("张某", Read(words!), StringComparison.Ordinal);

        // The words name the party and go with the party; what was published without the name stays.
        await db.EraseAsync(Book, "party-" + file.Site!.PartyMark);
        Assert.Null(await desk.DocumentAsync(file, line, "zh"));
        Assert.Null(await desk.ToCheckAsync(file, decision));
        Assert.NotNull((await desk.PublishedAsync(id))!.Value.Words);
        Assert.Empty((await Verifier.DatabaseAsync(db)).Findings);
    }

    [Fact]
    public async Task What_is_handed_over_before_a_decision_is_shown_as_it_was_handed_over()
    {
        await using var db = await OpenAsync();
        var (matter, _) = await DecidedAsync(db, DeskOn(db), false, handing: true);
        var file = (await DeskOn(db).CaseAsync(Book, matter))!;
        foreach (var template in new[] { "correction-order", PreserveEvidence.Template })
        {
            var line = Papers.Of(file).Single(p => p.Template == template);
            Assert.DoesNotContain(Later, Read((await DeskOn(db, Later).DocumentAsync(file, line, "zh"))!), StringComparison.Ordinal);

            // As the template was, it says the same made again.
            var kept = (await DeskOn(db).DocumentAsync(file, line, "zh"))!;
            Assert.Equal(new ChanceTools().Template(Ground.Law.At(Book), template, "zh").Fill(Wardmote.Documents.CaseDocuments.Values(template, file.AsOf(line.Sequence), Ground.Law, (await DeskOn(db).PartyAsync(file))!, "zh")).Hash, kept.Hash);
        }
    }

    [Fact]
    public async Task A_decision_from_before_words_were_kept_is_made_again_and_compared()
    {
        await using var db = await OpenAsync();
        var (matter, id) = await DecidedAsync(db, new Desk.Desk(new Wordless(db), Ground.Law, new ChanceTools()), false);
        var (file, desk) = ((await DeskOn(db).CaseAsync(Book, matter))!, DeskOn(db, Later));
        var decision = PublishedDecision.Of(file.Entries, id)!;
        Assert.Equal(decision.Document, (await DeskOn(db).ToCheckAsync(file, decision))!.Before.Hash);
        Done(await desk.AssessImpactAsync(Book, matter, id, new AssessImpact(true, "公共场所"), As(Head)));
        Assert.Equal("document_changed", Refused(await desk.PublishDecisionAsync(Book, matter, id, Nothing(""), As(Reviewer))));
    }

    [Fact]
    public async Task What_is_not_published_has_a_reason_and_a_minor_is_left_out_whatever_the_reason()
    {
        await using var db = await OpenAsync();
        var desk = DeskOn(db);
        var (matter, id) = await DecidedAsync(db, desk, true);
        Assert.Equal("minor_left_out", Refused(await desk.AssessImpactAsync(Book, matter, id, new AssessImpact(true, "影响大"), As(Head))));
        Done(await desk.AssessImpactAsync(Book, matter, id, new AssessImpact(false, "未成年人"), As(Head)));
        Assert.Equal("not_published", (await CardAsync(db, "publication", id))!.State);
        Assert.Equal("wrong_state", Refused(await desk.PublishDecisionAsync(Book, matter, id, Nothing(""), As(Reviewer))));
        Assert.Null(await desk.PublishedAsync(id));
        Assert.Null(await desk.PublishedAsync("no such"));
    }

    [Fact]
    public async Task A_decision_that_fell_before_it_was_published_is_never_published()
    {
        await using var db = await OpenAsync();
        var desk = DeskOn(db);
        var (matter, id) = await DecidedAsync(db, desk, false);
        Done(await desk.ServeAsync(Book, matter, new Serve("handed", "party", false, "", []), As(Matter.Wang)));
        Done(await desk.SeekRemedyAsync(Book, matter, new SeekRemedy("reconsideration", ShanghaiTime.Day(_at), "区人民政府", false), As(Reviewer)));
        Done(await desk.EndRemedyAsync(Book, matter, new EndRemedy("invalid", ShanghaiTime.Day(_at), "无效"), As(Reviewer)));
        Assert.Equal(("not_published", false), await CardAsync(db, "publication", id) is { } c ? (c.State, c.Open) : default);
        Assert.Equal("wrong_state", Refused(await desk.AssessImpactAsync(Book, matter, id, new AssessImpact(true, "影响大"), As(Head))));
    }

    [Fact]
    public async Task Every_kind_of_ours_stands_in_the_golden_file_and_reads()
    {
        var golden = GoldenTests.Kinds().ToDictionary(k => k.Kind, k => k.Body);
        if (Environment.GetEnvironmentVariable("WARDMOTE_GOLDEN") == "1" && place is SqlitePlace && !golden.ContainsKey("decision.published/1"))
        {
            await A_decision_is_published_without_the_person_and_leaves_when_it_is_revoked();
            await using var db = await place.OpenAsync((_, _) => []);
            var written = (await db.ReadAsync(Book, [])).Entries.Where(e => Mine.Contains(e.Kind)).DistinctBy(e => e.Kind);
            await File.AppendAllLinesAsync(Golden(), written.Select(e => $$"""{"kind":"{{e.Kind}}","body":{{e.Body}}}"""));
            golden = GoldenTests.Kinds().ToDictionary(k => k.Kind, k => k.Body);
        }

        Assert.All(Mine, kind =>
        {
            var read = Body.Read(Ground.Entry(new Fact(kind, golden[kind], []), 1, By.System, Ground.Start));
            using var before = JsonDocument.Parse(golden[kind]);
            var after = JsonSerializer.SerializeToElement(read, read.GetType(), Body.Json);
            Assert.All(before.RootElement.EnumerateObject(), p => Assert.True(after.TryGetProperty(p.Name, out _), $"{kind} lost {p.Name}"));
        });
    }

    private static readonly string[] Mine = ["publication.assessed/1", "decision.published/1", "decision.withdrawn/1"];

    private static string Golden([System.Runtime.CompilerServices.CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "../Store/golden/kinds.jsonl");

    private static PublishDecision Nothing(string seen) => new([], new Dictionary<string, string>(), seen);

    private async Task<Database> OpenAsync()
    {
        Assert.SkipWhen(place.Missing is not null, place.Missing ?? "");
        return await place.OpenAsync(new Wardmote.Desk.Cards(Ground.Law).Project);
    }

    /// <summary>A line that every template has from some day on.</summary>
    private const string Later = "（后来加的一行）";

    /// <summary>The law with fines small enough for a decision on the spot.</summary>
    private static readonly LawInForce Small = new([Ground.Law.Packs[0] with { Items = [.. Ground.Law.Packs[0].Items.Select(i => i with { IndividualFine = new YuanRange(50, 500) })] }]);

    private static Desk.Desk DeskOn(Database db, string added = "") => new(db, Ground.Law, new ChanceTools(added));

    private static string Read(Wardmote.Documents.Document document) => string.Join('\n', document.Lines.Select(l => l.Words));

    private static Task<Card?> CardAsync(Database db, string kind, string id) => db.FindAsync(Book.Code, kind, id);

    private Request As(By by) => new(by, _at, $"{GetType().Name}-{Guid.NewGuid():N}-{++_key}");

    private static void Done(DeskAnswer answer) => Assert.True(answer is DeskAnswer.Done, answer.ToString());

    private static string Refused(DeskAnswer answer) => Assert.IsType<DeskAnswer.Refused>(answer).Refusal.Code;

    /// <summary>A case up to its decision, in the ordinary procedure or on the spot.</summary>
    private async Task<(string Case, string Publication)> DecidedAsync(Database db, Desk.Desk desk, bool young, bool spot = false, bool handing = false)
    {
        if (spot)
        {
            desk = new Desk.Desk(db, Small, new ChanceTools());
        }

        var facts = new List<Fact>();
        foreach (var officer in new[] { "wang", "li" })
        {
            facts.Add(Body.Fact(new OfficerEnrolled(officer, new Text("王某（虚构）", "Wang", "وانغ"), Ground.Town, false, ""), [Roster.TagOf(Ground.Town)]));
            facts.Add(Body.Fact(new CertificateIssued(officer, new Certificate("C-" + officer, Ground.Town, ["*"], new DateOnly(2024, 1, 1), new DateOnly(2029, 1, 1))), [Roster.TagOf(Ground.Town)]));
        }

        await db.AppendAsync(new Append(Book, $"team-{Guid.NewGuid():N}", new By("admin", "administrator", ""), _at, facts));
        var opened = Assert.IsType<DeskAnswer.Done>(await desk.OpenPatrolCaseAsync(Ground.Town, Ground.Own, null, "桥头", As(Matter.Wang)));
        var id = ((CaseOpened)Body.Read(opened.Entries[0])).Case;
        Done(await desk.RecordSiteAsync(Book, id, new RecordSite
        {
            Officers = ["wang", "li"], Began = _at, Ended = _at, ActDay = ShanghaiTime.Day(_at), Breach = true, Seen = "占道摆卖", CertificatesShown = true, RecusalTold = true,
            Party = new Party(PartyKind.Individual, Name + (young ? "小" : ""), "", "虚构路 1 号", BirthDate: young ? new DateOnly(2010, 1, 1) : null),
        }, As(Matter.Wang)));
        if (spot)
        {
            Done(await desk.PersuadeAsync(Book, id, new Persuade("wang", "请收摊", null, "not_put_right", "", []), As(Matter.Wang)));
            Done(await desk.ProposeAsync(Book, id, new ProposePenalty { Fine = 100, Gains = "none", Reason = "劝导后仍未撤离" }, As(Matter.Wang)));
            Done(await desk.HearAsync(Book, id, new HearParty(true, "", ""), As(Matter.Wang)));
            Done(await desk.DecideOnTheSpotAsync(Book, id, As(Matter.Wang)));
            return (id, PublishedDecision.Every((await desk.CaseAsync(Book, id))!.Entries).Single().Id);
        }

        Done(await desk.FileAsync(Book, id, new FileCase("符合立案标准"), As(Head)));
        if (handing)
        {
            Done(await desk.OrderAsync(Book, id, new OrderCorrection("清走", ShanghaiTime.Day(_at).AddDays(3), "handed"), As(Matter.Wang)));
            Done(await desk.PreserveAsync(Book, id, new PreserveEvidence([new Good("推车", "1", "")], "仓库", "可能转移"), As(Head)));
            Done(await desk.TreatPreservedAsync(Book, id, new TreatPreserved(((EvidencePreserved)Body.Read((await desk.CaseAsync(Book, id))!.Entries[^1])).Number, "returned", "退还"), As(Head)));
        }

        Done(await desk.RecordInquiryAsync(Book, id, new RecordInquiry { Officers = ["wang", "li"], Began = _at, Ended = _at, Relation = "party", Asked = new Inquiry("张三（虚构）", "", "", "", [new Answered("是否摆卖？", "是")]), CertificatesShown = true, RightsTold = true }, As(Matter.Wang)));
        Done(await desk.ReportInvestigationAsync(Book, id, Matter.Report(1_000), As(Matter.Wang)));
        Done(await desk.ApproveNoticeAsync(Book, id, new ApproveNotice("联系人"), As(Head)));
        Done(await desk.GivePriorNoticeAsync(Book, id, new GivePriorNotice(new Delivery("handed", _at, "party", false, "", [])), As(Matter.Wang)));
        _at = _at.AddDays(10);
        Done(await desk.DecideAsync(Book, id, new Decide { Correction = "立即清走", Reason = "按查明事实" }, As(Head)));
        var file = (await desk.CaseAsync(Book, id))!;
        return (id, PublishedDecision.Every(file.Entries).Single().Id);
    }

    /// <summary>The journal as it was written before words were kept.</summary>
    private sealed class Wordless(Database db) : Through(db)
    {
        public override Task<AppendAnswer> AppendAsync(Append append, CancellationToken cancel = default) => base.AppendAsync(
            append with { Facts = [.. append.Facts.Select(f => f with { Envelopes = f.Envelopes?.Where(e => !e.Id.StartsWith("words-", StringComparison.Ordinal)).ToList() })] }, cancel);
    }

    private sealed class ChanceTools(string added = "") : IDeskTools
    {
        private readonly CountedTools tools = new();

        public string NewId() => Guid.NewGuid().ToString("N");

        public string NewCheckCode() => Guid.NewGuid().ToString("N")[..16];

        public string PartyMark(Book book, Party party) => Guid.NewGuid().ToString("N");

        public Wardmote.Documents.Template Template(LawOfThePlace place, string id, string language) => added.Length == 0 ? tools.Template(place, id, language) : Wardmote.Documents.Template.Read(id, language, OrdinaryDocumentTests.Words(id, language) + "\n" + added);

        public RevisionReading ReadRevision(string revision, string region, Text title, IReadOnlyList<RevisionFile> files, DateTimeOffset recorded, LawInForce law) =>
            tools.ReadRevision(revision, region, title, files, recorded, law);
    }
}
