using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Wardmote.Access;
using Wardmote.Evidence;
using Wardmote.Journal;
using Wardmote.Law;
using Wardmote.Store;
using Wardmote.Supervision;
using Wardmote.Web.Api;

namespace Wardmote.Web.Tests.Thread;

/// <summary>
/// A table over every endpoint that takes a body: whatever is sent, the answer is a problem that names the field, never a fault of ours. The bodies reach the acts themselves, because the ids are
/// real and the person has every role.
/// </summary>
public sealed class HostileBodiesTests(SqliteCounty county) : IClassFixture<SqliteCounty>
{
    private const string Everybody = "everybody";

    private static readonly JsonSerializerOptions Json = new(Body.Json) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    // Endless for a text and for a mark; two endpoints take whole documents, and each endpoint meets a megabyte once.
    private static readonly string Long = new('x', 20_001), Megabytes = new('x', 1 << 21);

    private readonly Dictionary<string, string> _ids = [];

    private string _token = "", _bureau = "";

    [Fact]
    public async Task Nothing_that_can_be_sent_is_a_fault_of_ours()
    {
        await FurnishAsync();
        var endpoints = Endpoints();
        Assert.True(endpoints.Count > 95, $"{endpoints.Count} endpoints");
        var faults = new List<string>();
        foreach (var (path, words) in endpoints)
        {
            foreach (var body in new[] { "", "null", "[]", "7", "\"x\"", "{", "{\"a\":1,\"a\":2}", "{}", new string('[', 200), Nulls(words), Sample(words)!.ToJsonString() })
            {
                await LookAsync(path, body, null, faults);
            }

            var large = true;
            foreach (var property in Json.GetTypeInfo(words).Properties.Where(p => p.Set is not null || p.AssociatedParameter is not null))
            {
                var endless = property.PropertyType == typeof(string) && large ? [(JsonNode?)JsonValue.Create(Megabytes)] : Enumerable.Empty<JsonNode?>();
                large &= property.PropertyType != typeof(string);
                foreach (var wrong in Wrong(property.PropertyType).Concat(endless))
                {
                    var body = (JsonObject)Sample(words)!;
                    body[property.Name] = wrong;
                    await LookAsync(path, body.ToJsonString(), property.Name, faults);
                }
            }
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults.Take(40)));
        Assert.True((await county.GetAsync(null, "/health")).GetProperty("ok").GetBoolean());
        Assert.True((await Verifier.DatabaseAsync(county.Services.GetRequiredService<Database>())).Ok);
    }

    [Fact]
    public async Task Every_act_of_the_desk_has_an_endpoint_and_the_description_names_its_words()
    {
        var described = await county.GetAsync(null, "/openapi/v1.json");
        var acts = county.Services.GetRequiredService<EndpointDataSource>().Endpoints.Select(e => e.Metadata.GetMetadata<ActOfTable>()?.Act).OfType<string>().ToHashSet();
        string[] wanted =
        [
            "case.file", "case.investigate", "case.preserve", "case.seize", "case.seize_approve", "case.recusal_ask", "case.recusal_decide", "case.report", "case.notice_approve", "case.notice_give",
            "case.party_says", "case.defence_review", "case.hearing_schedule", "case.hearing_hold", "case.legal_review", "case.discuss", "case.decide", "case.not_punish", "case.step_back", "case.law_choose",
            "case.pay", "case.defer", "case.demand", "case.court", "case.court_end", "case.remedy", "case.revision", "case.crime_report", "case.crime_decide", "case.crime_transfer", "case.refer", "case.term",
            "case.close", "case.archive", "organ.name_deputy", "roster.change", "whistle.answer", "whistle.settle", "whistle.finish", "premises.register", "inspection.plan", "inspection.publish_plan",
            "inspection.propose", "inspection.merge", "inspection.approve", "inspection.cancel", "inspection.enter", "inspection.record", "alert.answer", "alert.review", "opinion.issue", "opinion.answer",
            "opinion.weigh", "complaint.answer", "sampling.draw", "sampling.score",
        ];
        Assert.Empty(wanted.Except(acts));
        var body = described.GetProperty("paths").GetProperty("/api/cases/{id}/file").GetProperty("post").GetProperty("requestBody");
        Assert.Contains("FileCase", body.GetRawText(), StringComparison.Ordinal);
    }

    private async Task LookAsync(string path, string body, string? field, List<string> faults)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", path.StartsWith("/api/complaints", StringComparison.Ordinal) ? _bureau : _token);
        using var answer = await county.Http.SendAsync(request);
        var words = await answer.Content.ReadAsStringAsync();
        var said = $"{path} {(field is null ? body[..Math.Min(60, body.Length)] : field)}: {(int)answer.StatusCode} {words[..Math.Min(300, words.Length)]}";
        if ((int)answer.StatusCode >= 500)
        {
            faults.Add(said);
            return;
        }

        if (answer.IsSuccessStatusCode)
        {
            if (field is not (null or "csv" or "text"))
            {
                faults.Add("taken: " + said);
            }

            return;
        }

        var problem = JsonDocument.Parse(words).RootElement;
        var named = problem.TryGetProperty("field", out var f) ? f.GetString()! : "";
        if (problem.GetProperty("code").GetString() is not { Length: > 0 } || problem.GetProperty("message").GetString() is not { Length: > 0 } || problem.GetProperty("way").GetString() is not { Length: > 0 }
            || (field is not null && named != field && !named.StartsWith(field + ".", StringComparison.Ordinal) && !named.StartsWith(field + "[", StringComparison.Ordinal)))
        {
            faults.Add("unnamed: " + said);
        }
    }

    /// <summary>Every POST that takes words, with the id of a real thing in its path.</summary>
    private List<(string Path, Type Words)> Endpoints() =>
    [
        .. county.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.TrimStart('/').StartsWith("api/", StringComparison.Ordinal) && e.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType is not null)
            .Select(e => (Path: "/" + e.RoutePattern.RawText!.Trim('/'), Words: e.Metadata.GetMetadata<IAcceptsMetadata>()!.RequestType!))
            .Select(e => (e.Path.Contains("{id}", StringComparison.Ordinal) ? e.Path.Replace("{id}", _ids[e.Path.Split('/')[2]], StringComparison.Ordinal) : e.Path, e.Words)),
    ];

    private static string Nulls(Type words) => new JsonObject(Json.GetTypeInfo(words).Properties.Select(p => KeyValuePair.Create<string, JsonNode?>(p.Name, null))).ToJsonString();

    /// <summary>Something of the right kind everywhere.</summary>
    private static JsonNode? Sample(Type declared)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        var info = Json.GetTypeInfo(type);
        return type == typeof(string) ? JsonValue.Create("x")
            : type == typeof(bool) ? JsonValue.Create(true)
            : type == typeof(JsonElement) ? JsonValue.Create(1)
            : type.IsEnum ? JsonValue.Create(JsonNamingPolicy.SnakeCaseLower.ConvertName(Enum.GetNames(type)[0]))
            : type == typeof(DateOnly) ? JsonValue.Create("2026-09-01")
            : type == typeof(DateTimeOffset) ? JsonValue.Create("2026-09-01T09:00:00+08:00")
            : type.IsPrimitive || type == typeof(decimal) ? JsonValue.Create(1)
            : type == typeof(Exhibit) ? null
            : info.Kind == JsonTypeInfoKind.Enumerable ? new JsonArray()
            : info.Kind == JsonTypeInfoKind.Dictionary ? new JsonObject()
            : new JsonObject(info.Properties.Where(p => p.Set is not null || p.AssociatedParameter is not null).Select(p => KeyValuePair.Create(p.Name, Sample(p.PropertyType))));
    }

    /// <summary>Values that cannot be the type's: of another kind, endless, and what no store can keep.</summary>
    private static IEnumerable<JsonNode?> Wrong(Type declared)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        var kind = Json.GetTypeInfo(type).Kind;
        yield return kind == JsonTypeInfoKind.Enumerable ? JsonValue.Create("x") : new JsonArray(1, 2);
        if (type == typeof(string))
        {
            yield return JsonValue.Create(Long);
            yield return JsonValue.Create("a\0b");
            yield return JsonValue.Create(7);
        }
        else if (kind == JsonTypeInfoKind.Enumerable)
        {
            yield return new JsonArray((JsonNode?)null);
            yield return new JsonArray(Enumerable.Range(0, 1_001).Select(_ => (JsonNode?)JsonValue.Create("x")).ToArray());
            yield return new JsonArray(new JsonArray());
        }
        else if (type == typeof(DateOnly) || type == typeof(DateTimeOffset))
        {
            yield return JsonValue.Create("9999-12-31");
            yield return JsonValue.Create("yesterday");
            yield return JsonValue.Create(0);
        }
        else if (type.IsEnum)
        {
            yield return JsonValue.Create("nothing_of_the_kind");
            yield return JsonValue.Create(99);
            yield return JsonValue.Create("99");
        }
        else if (type.IsPrimitive || type == typeof(decimal))
        {
            yield return JsonValue.Create("x");
            if (type != typeof(bool))
            {
                yield return JsonNode.Parse("1e400");
                yield return JsonNode.Parse("123456789012345678901234567890");
            }
        }
    }

    /// <summary>One of everything that an id can name, and somebody with every role.</summary>
    private async Task FurnishAsync()
    {
        county.Clock.Now = MovedClock.At(2026, 9, 7);
        var roles = Access.Access.Table.Values.SelectMany(r => r).Distinct().ToList();
        _token = await AddAsync(new Person(Everybody, Text.Same("（虚构）全能"), roles, "990100", "990100001", ""));
        _bureau = await AddAsync(new Person("bureau", Text.Same("（虚构）监督"), ["supervisor"], "990100", "", "990100-SF"));
        var c = await new WholeCase(county, "990100001").ReportedAsync("店外摆放货物", "DM-001");
        await c.SiteAsync("货物摆出店外");
        _ids["cases"] = c.Id;
        _ids["reports"] = c.Report;
        var whistled = await new WholeCase(county, "990100001").ReportedAsync("店里存放危险品", "DM-014");
        _ids["whistles"] = (await county.GetAsync("m-clerk", $"/api/reports/{whistled.Report}")).GetProperty("whistle").GetString()!;
        var premises = (await county.DoAsync("m-clerk", "/api/premises", new { name = "（虚构）店", locality = "990100001" })).GetProperty("premises").GetString()!;
        _ids["premises"] = premises;
        var from = county.Clock.Now.AddDays(1);
        await county.DoAsync("m-leader", $"/api/premises/{premises}/visits", new
        {
            type = "lead", teams = new[] { new { organ = "990100001", items = new[] { "DM-001" }, officers = new[] { "m-officer", "m-officer2" } } }, from, to = from.AddHours(1), grounds = "x", reason = "x",
        });
        _ids["inspections"] = (await county.GetAsync("m-leader", $"/api/premises/{premises}")).GetProperty("visits")[0].GetProperty("id").GetString()!;
        _ids["plans"] = Id(await county.DoAsync("m-leader", "/api/plans", new { title = "x", type = "routine", items = new[] { "DM-001" }, premises = new[] { premises }, from = "2026-10-01", to = "2026-10-31", basis = "x" }));
        _ids["opinions"] = Id(await county.DoAsync("x-supervisor", "/api/opinions", new { to = "990100001", about = new[] { "case:" + c.Id }, found = "x", asks = "x", basis = "x" }));
        _ids["complaints"] = (await county.DoAsync(null, "/api/complaints", new { words = "x", locality = "990100001" })).GetProperty("complaint").GetString()!;
        var ended = await new WholeCase(county, "990100001").ReportedAsync("店外摆放货物", "DM-001");
        await ended.SiteAsync("货物摆出店外");
        await ended.Do("officer", "persuade", new { asked = "x", result = "put_right", photos = new[] { await county.PhotoAsync() } });
        _ids["samplings"] = Id(await county.DoAsync("x-supervisor", "/api/samplings", new { seed = "7", count = 1, from = "2026-01-01T00:00:00Z", to = "2027-01-01T00:00:00Z" }));
        var alert = Alert.Raise(new AlertRaised("a-1", "inspection-cap", "R-INS-03", "case", c.Id, "990100001", "990100001", "", [], Text.Same("x"), Text.Same("x"), "", "leader", null));
        await county.Services.GetRequiredService<IJournal>().AppendAsync(new Append(new Book("990100"), "alert", By.System, county.Clock.Now, [alert]));
        _ids["alerts"] = "a-1";

        static string Id(JsonElement made) => made.GetProperty("id").GetString()!;
    }

    private async Task<string> AddAsync(Person person)
    {
        var accounts = county.Services.GetRequiredService<Accounts>();
        await accounts.AddAsync(new Account
        {
            Id = person.Id, UserName = person.Id, DisplayName = person.Name, PasswordHash = "", SecurityStamp = "1", Roles = person.Roles, County = person.County, Locality = person.Locality, Agency = person.Agency, Created = DateTimeOffset.UnixEpoch,
        });
        return await accounts.IssueTokenAsync(person.Id, "api", county.Clock.Now, county.Clock.Now.AddYears(1));
    }
}
