using System.Text.Json;
using Wardmote.Desk;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.LawPacks;
using Wardmote.Powers;
using Wardmote.Store;
using Wardmote.Store.LawPacks;
using Wardmote.Tests.Cases;
using Wardmote.Tests.Cli;
using Wardmote.Tests.Store;
using Xunit;

namespace Wardmote.Tests.LawPacks;

/// <summary>A change of law made in the program: drawn up by one, published by another, in force on its day on every node, on every store.</summary>
public abstract class RevisionContract(Place place) : IAsyncLifetime
{
    private const string County = "990100";
    private static readonly Book Demo = new(County);
    private static readonly DateTimeOffset Noon = new(2026, 11, 2, 12, 0, 0, TimeSpan.FromHours(8));

    private const string Standard = """
        standard: demo-model
        item: DM-001
        title: {zh: 示例基准, en: Example standard, ar: معيار مثال}
        region: "990100"
        basis: {law: 示例区街面管理规定（虚构）, article: "1.2", source: law/demo（虚构）}
        instrument: 虚构
        certainty: model
        facts:
          offence_no: {type: integer, min: 1, question: {zh: 第几次, en: Which time, ar: المرة كم}, proof: 案件记录}
        rules:
          - {tier: 轻, text: 第一次, penalty_text: 50元, who: individual, when: {offence_no: "1"}, fine: [50, 50], severity: 0}
          - {tier: 轻, text: 第一次, penalty_text: 500元, who: entity, when: {offence_no: "1"}, fine: [500, 500], severity: 0}
          - {tier: 重, text: 第二次以上, penalty_text: 100元以上500元以下, who: individual, when: {offence_no: ">= 2"}, fine: [100, 500], severity: 1}
          - {tier: 重, text: 第二次以上, penalty_text: 600元以上2000元以下, who: entity, when: {offence_no: ">= 2"}, fine: [600, 2000], severity: 1}
        examples:
          - {facts: {offence_no: 1}, expect: {tier: 轻, fine: [50, 50]}}
          - {facts: {offence_no: 2}, expect: {tier: 重, fine: [100, 500]}}
        valid: {from: 2026-12-01}
        """;

    private const string Grants = """
        instruments:
          list: {title: 示例区镇街执法事项清单（2027年，虚构）, issuer: 示例区人民政府（虚构）, source: law/demo（虚构）}
        grants:
          - {id: demo-2027-1, item: DM-004, source: empowered, reach: {localities: ["990100202"]}, may: [inspect, penalise], from: 2027-01-01, instrument: list, certainty: quoted, recorded: 2020-01-01}
        """;

    private readonly CountedTools tools = new();
    private readonly LawShelf shelf = new(Installed.Law);
    private Database journal = null!;
    private Desk.Desk desk = null!;
    private int key;

    public async ValueTask InitializeAsync()
    {
        await place.InitializeAsync();
        Assert.SkipWhen(place.Missing is not null, place.Missing ?? "");
        journal = await place.OpenAsync(new Cards(Installed.Law).Project);
        desk = new Desk.Desk(journal, shelf, tools);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (journal is not null)
        {
            await journal.DisposeAsync();
        }

        await place.DisposeAsync();
    }

    [Fact]
    public async Task A_standard_published_by_a_second_person_is_weighed_from_its_day_on()
    {
        var item = new ItemCode("DM-001");
        var before = Installed.Law.Standard(item, County, new DateOnly(2026, 12, 1))?.Id;
        Done(await DraftAsync("r1", "standards", "standards/DM-001.yaml", Standard));
        Assert.Equal("four_eyes", Refused(await PublishAsync("r1", "reviewer")));
        Assert.NotEqual("demo-model", desk.Law.Standard(item, County, new DateOnly(2026, 12, 1))?.Id);

        Done(await PublishAsync("r1", "supervisor"));
        Assert.Equal("demo-model", desk.Law.Standard(item, County, new DateOnly(2026, 12, 1))!.Id);
        Assert.Equal(before, desk.Law.Standard(item, County, new DateOnly(2026, 11, 30))?.Id);
        Assert.Contains(County + "@2026-11-02-", desk.Law.RevisionFor(County), StringComparison.Ordinal);

        var card = Assert.Single(await journal.ListAsync(new CardQuery { Kind = "revision" }, TestContext.Current.CancellationToken));
        Assert.Equal(("published", false), (card.State, card.Open));
    }

    [Fact]
    public async Task A_grant_published_today_was_not_known_yesterday_whatever_its_file_says()
    {
        Done(await DraftAsync("r1", "powers", "grants.yaml", Grants));
        Done(await PublishAsync("r1", "administrator2"));
        PowerAnswer Ask(DateTimeOffset? known) => desk.Law.Catalogue.Ask(new PowerQuestion(new ItemCode("DM-004"), "990100202", new DateOnly(2027, 1, 1), new DateOnly(2027, 1, 1), known));
        Assert.Equal(Holding.Held, Ask(null).Answer);
        Assert.Equal(Holding.Department, Ask(Noon.AddDays(-1)).Answer);
        Assert.Equal(Holding.Department, desk.Law.Catalogue.Ask(new PowerQuestion(new ItemCode("DM-004"), "990100202", new DateOnly(2026, 12, 31), new DateOnly(2026, 12, 31))).Answer);
    }

    [Fact]
    public async Task Another_node_takes_it_in_when_it_looks_and_only_once()
    {
        Done(await DraftAsync("r1", "powers", "grants.yaml", Grants));
        Done(await PublishAsync("r1", "administrator2"));
        var other = new LawShelf(Installed.Law);
        Assert.True(await other.RefreshAsync(journal, tools, TestContext.Current.CancellationToken));
        Assert.False(await other.RefreshAsync(journal, tools, TestContext.Current.CancellationToken));
        Assert.Equal(["r1"], other.Revisions);
        Assert.Equal(desk.Law.Revision, other.InForce.Revision);

        // A node that has not looked yet cannot publish the same line a second time.
        var stale = new Desk.Desk(journal, new LawShelf(Installed.Law), tools);
        Done(await stale.DraftRevisionAsync(new DraftRevision("r2", County, "powers", Text.Same("再来"), "x", [new RevisionFile("grants.yaml", Grants)], new Dictionary<string, string>()), As("reviewer"), TestContext.Current.CancellationToken));
        Assert.Equal("unreadable", Refused(await stale.PublishRevisionAsync(Demo, "r2", new PublishRevision(""), As("administrator2"), TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task A_table_with_an_error_is_published_only_when_the_error_was_accepted_with_a_reason()
    {
        var gap = Standard.Replace("\">= 2\"", "\">= 3\"").Replace("offence_no: 2}", "offence_no: 3}");
        Done(await DraftAsync("r1", "standards", "standards/DM-001.yaml", gap));
        Assert.Equal("findings", Refused(await PublishAsync("r1", "supervisor")));

        var (_, findings) = desk.ReadDraft("r1", County, Text.Same("t"), [new RevisionFile("standards/DM-001.yaml", gap)], Noon);
        var errors = findings.Where(f => f.Severity == Severity.Error).ToDictionary(Revision.KeyOf, _ => "第二次由集体讨论决定");
        Assert.NotEmpty(errors);
        Done(await DraftAsync("r1", "standards", "standards/DM-001.yaml", gap, errors));
        Done(await PublishAsync("r1", "supervisor"));
        var published = (await desk.RevisionAsync(Demo, "r1", TestContext.Current.CancellationToken))!.Published!;
        Assert.Equal("reviewer", published.Accepted[0].By);
    }

    [Fact]
    public async Task A_standard_that_changes_no_row_is_not_published()
    {
        var force = Installed.Law.Standard(new ItemCode("DM-001"), County, new DateOnly(2026, 12, 1))!;
        var same = StandardFiles.Write(force with { Title = Text.Same("新名称"), ValidFrom = new DateOnly(2026, 12, 1), ValidTo = null });
        Done(await DraftAsync("r1", "standards", "standards/DM-001.yaml", same));
        Assert.Equal("changes_nothing", Refused(await PublishAsync("r1", "supervisor")));
    }

    [Fact]
    public async Task A_standard_does_not_reach_back()
    {
        Done(await DraftAsync("r1", "standards", "standards/DM-001.yaml", Standard.Replace("2026-12-01", "2026-11-01")));
        Assert.Equal("effective_day_passed", Refused(await PublishAsync("r1", "supervisor")));
    }

    [Fact]
    public async Task Somebody_who_drew_up_an_earlier_drafting_does_not_publish_it_either()
    {
        Done(await DraftAsync("r1", "powers", "grants.yaml", Grants, by: "supervisor"));
        Done(await DraftAsync("r1", "powers", "grants.yaml", Grants + "\n", by: "reviewer"));
        Assert.Equal("four_eyes", Refused(await PublishAsync("r1", "supervisor")));
    }

    [Theory]
    [InlineData("grants.yaml", "grants:\n  - {id: x, item: DM-001, power: all}\n", "unreadable")]
    [InlineData("grants.yaml", "", "unreadable")]
    [InlineData("fences.yaml", "fences: []", "unreadable")]
    [InlineData("standards/../../x.yaml", "a: b", "unreadable")]
    [InlineData("standards/DM-001.yaml", "standard: [", "unreadable")]
    public async Task What_cannot_be_read_is_named_by_file_and_line(string path, string text, string code)
    {
        var answer = await DraftAsync("r1", "powers", path, text);
        Assert.Equal(code, Refused(answer));
        Assert.Contains(path, ((DeskAnswer.Refused)answer).Refusal.Why.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exported_it_is_a_pack_that_says_the_same_when_installed()
    {
        Done(await DraftAsync("r1", "powers", "grants.yaml", Grants));
        Done(await PublishAsync("r1", "administrator2"));
        Done(await DraftAsync("r2", "standards", "standards/DM-001.yaml", Standard));
        Done(await PublishAsync("r2", "supervisor"));
        var root = Path.Combine(place.Folder, "law");
        var told = Told.Of("law", "export", "--db", place.Setting, "--out", root, "--json");
        Assert.True(told.Code == 0, told.Remark);
        Assert.Equal(2, told.Json.GetProperty("packs").GetArrayLength());
        Assert.Equal(2, Told.Of("law", "export", "--db", place.Setting, "--out", root).Code);

        foreach (var pack in Directory.GetDirectories(Installed.Root))
        {
            Directory.CreateSymbolicLink(Path.Combine(root, Path.GetFileName(pack)), pack);
        }

        var law = LawReader.ReadInstalled(root);
        var (item, day) = (new ItemCode("DM-004"), new DateOnly(2027, 1, 1));
        Assert.Equal(Holding.Held, law.Catalogue.Ask(new PowerQuestion(item, "990100202", day, day)).Answer);
        Assert.Equal(Holding.Department, law.Catalogue.Ask(new PowerQuestion(item, "990100202", day, day, Noon.AddDays(-1))).Answer);
        Assert.Equal("demo-model", law.Standard(new ItemCode("DM-001"), County, new DateOnly(2026, 12, 1))!.Id);

        var asked = Told.Of("powers", "--item", "DM-004", "--locality", "990100202", "--act", "2027-01-01", "--filed", "2027-01-01", "--db", place.Setting, "--json");
        Assert.Equal("held", asked.Json.GetProperty("answer").GetString());
    }

    [Fact]
    public async Task A_dropped_draft_is_neither_changed_nor_published()
    {
        Done(await DraftAsync("r1", "powers", "grants.yaml", Grants));
        Done(await desk.DropRevisionAsync(Demo, "r1", "误报", As("reviewer"), TestContext.Current.CancellationToken));
        Assert.Equal("not_a_draft", Refused(await PublishAsync("r1", "supervisor")));
        Assert.Equal("not_a_draft", Refused(await DraftAsync("r1", "powers", "grants.yaml", Grants)));
        Assert.Empty(shelf.Revisions);
    }

    private Task<DeskAnswer> DraftAsync(string id, string kind, string path, string text, IReadOnlyDictionary<string, string>? accepted = null, string by = "reviewer") =>
        desk.DraftRevisionAsync(new DraftRevision(id, County, kind, Text.Same("示例修订"), "试一试", [new RevisionFile(path, text)], accepted ?? new Dictionary<string, string>()), As(by), TestContext.Current.CancellationToken);

    private Task<DeskAnswer> PublishAsync(string id, string by) => desk.PublishRevisionAsync(Demo, id, new PublishRevision("已复核"), As(by), TestContext.Current.CancellationToken);

    private Request As(string person) => new(new By(person, person.TrimEnd('2'), County), Noon, $"key-{++key}");

    private static void Done(DeskAnswer answer) => Assert.True(answer is DeskAnswer.Done, answer is DeskAnswer.Refused r ? r.Refusal.Why.En : answer.ToString());

    private static string Refused(DeskAnswer answer) => Assert.IsType<DeskAnswer.Refused>(answer).Refusal.Code;
}

public sealed class SqliteRevisions() : RevisionContract(new SqlitePlace())
{
    [Fact]
    public void Every_kind_of_revision_ever_written_reads()
    {
        var golden = GoldenTests.Kinds().ToDictionary(k => k.Kind, k => k.Body);
        var kinds = Body.Kinds.Where(k => k.StartsWith("revision.", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, kinds.Count);
        Assert.All(kinds, k => Assert.Contains("\"revision\":\"r1\"", JsonSerializer.Serialize(JsonSerializer.Deserialize(golden[k], Body.Read(Sealed(k, golden[k])).GetType(), Body.Json), Body.Json), StringComparison.Ordinal));
    }

    private static Entry Sealed(string kind, string body) => Supervision.SupervisionTests.Sealed(1, new Fact(kind, body, []));
}

public sealed class PostgresRevisions() : RevisionContract(new PostgresPlace());
