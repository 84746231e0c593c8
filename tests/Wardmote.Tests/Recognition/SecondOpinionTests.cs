using System.Net;
using System.Text;
using System.Text.Json;
using Wardmote.Law;
using Wardmote.Recognition;
using Xunit;

namespace Wardmote.Tests.Recognition;

/// <summary>A language model behind a real socket that answers badly on purpose: nothing of it reaches a person that does not hold.</summary>
public sealed class SecondOpinionTests : IDisposable
{
    private const string Words = "天桥上有人卖水果，老板电话13900001234";
    private readonly HttpListener _server = new();
    private readonly Uri _base;
    private readonly HttpClient _http = new();
    private string? _asked;

    public SecondOpinionTests()
    {
        for (var port = 42_000 + (Environment.ProcessId % 2_000); ; port++)
        {
            try
            {
                _server.Prefixes.Clear();
                _server.Prefixes.Add($"http://127.0.0.1:{port}/");
                _server.Start();
                _base = new Uri($"http://127.0.0.1:{port}");
                return;
            }
            catch (HttpListenerException) when (port < 60_000)
            {
            }
        }
    }

    public void Dispose()
    {
        _server.Close();
        _http.Dispose();
    }

    public static TheoryData<string, int, bool, string> Answers => new()
    {
        // content of the message, hints kept, none, failure
        { """{"candidates":[{"item":"CG-005","quote":"天桥上有人卖水果"}]}""", 1, false, "" },
        { """Sure! ```json {"candidates":[{"item":"cg-005","quote":"卖水果"}],"none":false} ```""", 1, false, "" },
        { """{"candidates":[{"item":"CG-999","quote":"卖水果"}]}""", 0, false, "" },
        { """{"candidates":[{"item":"CG-005","quote":"卖烧烤"}]}""", 0, false, "" },
        { """{"candidates":[{"item":"CG-005","quote":"13900001234"}]}""", 0, false, "" },
        { """{"candidates":[{"item":"CG-005","quote":" "},{"item":7},null,"CG-005",[1]]}""", 0, false, "" },
        { """{"candidates":[{"item":"CG-005","quote":"水果"},{"item":"CG-005","quote":"天桥"}]}""", 1, false, "" },
        { """{"candidates":{"item":"CG-005"},"none":true}""", 0, true, "" },
        { """{"candidates":[{"item":"CG-005","quote":"水果"}],"none":true}""", 1, false, "" },
        { """{"candidates":[],"none":"yes"}""", 0, false, "" },
        { "I cannot help with that.", 0, false, "unreadable" },
        { "{\"candidates\":[", 0, false, "unreadable" },
        { new string('{', 5_000) + new string('}', 5_000), 0, false, "unreadable" },
        { new string('a', SecondOpinion.LongestAnswer + 1), 0, false, "too_long" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Only_what_stands_in_catalogue_and_text_is_kept(string content, int kept, bool none, string failure)
    {
        var answer = await AskAsync(JsonSerializer.Serialize(new { choices = new[] { new { message = new { content } } } }));
        Assert.Equal((kept, none, failure), (answer.Hints.Count, answer.None, answer.Failure));
        Assert.All(answer.Hints, h => Assert.Contains(Words.Substring(h.Because.Start, h.Because.Length), content, StringComparison.Ordinal));
        Assert.DoesNotContain("13900001234", _asked!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", 200, "unreadable")]
    [InlineData("", 200, "unreadable")]
    [InlineData("{\"choices\":[]}", 200, "unreadable")]
    [InlineData("{\"choices\":[{\"message\":{\"content\":null}}]}", 200, "unreadable")]
    [InlineData("{\"error\":\"quota\"}", 429, "refused")]
    [InlineData("oops", 500, "refused")]
    public async Task A_broken_answer_is_said_in_one_word(string body, int status, string failure) => Assert.Equal(failure, (await AskAsync(body, status)).Failure);

    [Fact]
    public async Task Ollama_is_asked_in_its_own_way()
    {
        var answer = await AskAsync("""{"message":{"role":"assistant","content":"{\"candidates\":[{\"item\":\"CG-005\",\"quote\":\"卖水果\"}]}"},"done":true}""", path: "");
        Assert.Single(answer.Hints);
        using var asked = JsonDocument.Parse(_asked!);
        Assert.Equal("json", asked.RootElement.GetProperty("format").GetString());
    }

    [Fact]
    public async Task Nobody_there_is_an_answer_too()
    {
        _server.Stop();
        var opinion = new SecondOpinion(_http, new LanguageModelSettings(new Uri(_base, "/v1"), "m", ""), Catalogue);
        Assert.Equal("unreachable", (await opinion.AskAsync(Words, TestContext.Current.CancellationToken)).Failure);
    }

    private static IReadOnlyList<Matter> Catalogue { get; } = [new("CG-005", new Text("桥上摆摊", "Vending on bridges", "البيع على الجسور"), "18.1.5", false)];

    private async Task<SecondAnswer> AskAsync(string body, int status = 200, string path = "/v1")
    {
        var serving = Task.Run(async () =>
        {
            var context = await _server.GetContextAsync();
            using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
            _asked = await reader.ReadToEndAsync();
            context.Response.StatusCode = status;
            var bytes = Encoding.UTF8.GetBytes(body);
            try
            {
                await context.Response.OutputStream.WriteAsync(bytes);
                context.Response.Close();
            }
            catch (HttpListenerException)
            {
                // The asker hung up on an answer that was too long.
            }
        });
        var opinion = new SecondOpinion(_http, new LanguageModelSettings(new Uri(_base + path.TrimStart('/')), "m", "secret"), Catalogue);
        var answer = await opinion.AskAsync(Words, TestContext.Current.CancellationToken);
        await serving;
        return answer;
    }
}
