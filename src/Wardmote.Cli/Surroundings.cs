using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Wardmote.LawPacks;
using Wardmote.Store.LawPacks;

namespace Wardmote.Cli;

/// <summary>What a verb touches: the answer goes to <see cref="Out"/> alone, everything else to <see cref="Err"/>.</summary>
/// <param name="In">Standard input.</param>
/// <param name="Out">The answer.</param>
/// <param name="Err">Remarks and refusals.</param>
/// <param name="LawRoot">Folder of the installed packs.</param>
public sealed record Surroundings(TextReader In, TextWriter Out, TextWriter Err, string LawRoot)
{
    /// <summary>Answered.</summary>
    public const int Answered = 0;

    /// <summary>A finding: an error in a pack, damage in a book.</summary>
    public const int Found = 1;

    /// <summary>Wrong usage or an unknown code.</summary>
    public const int WrongUsage = 2;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>The installed law, or the pack (with what it inherits) or folder of packs named by <c>--pack</c>.</summary>
    public LawInForce Law(string? pack)
    {
        if (pack is null)
        {
            return LawReader.ReadInstalled(LawRoot);
        }

        return File.Exists(Path.Combine(pack, "pack.yaml")) ? LawReader.ReadWithInherited(pack) : LawReader.ReadInstalled(pack);
    }

    /// <summary>Writes one JSON answer on one line.</summary>
    public void WriteJson(object answer) => Out.WriteLine(JsonSerializer.Serialize(answer, Json));

    /// <summary>Refuses: says why on the error side and gives exit code 2.</summary>
    public int Refuse(string why)
    {
        Err.WriteLine(why);
        return WrongUsage;
    }

    /// <summary>Refuses a code nobody knows, naming the nearest.</summary>
    public int RefuseCode(string what, string code, IEnumerable<string> nearest) => Refuse($"unknown {what} '{code}'; nearest: {string.Join(", ", nearest)}");

    /// <summary>The folder of the installed packs: <c>WARDMOTE_LAW</c>, else the nearest <c>law/</c> above the program or the working folder.</summary>
    public static string FindLaw()
    {
        if (Environment.GetEnvironmentVariable("WARDMOTE_LAW") is { Length: > 0 } named)
        {
            return named;
        }

        foreach (var start in new[] { AppContext.BaseDirectory, Environment.CurrentDirectory })
        {
            for (var at = new DirectoryInfo(start); at is not null; at = at.Parent)
            {
                var law = Path.Combine(at.FullName, "law");
                if (File.Exists(Path.Combine(law, "cn", "pack.yaml")))
                {
                    return law;
                }
            }
        }

        return "law";
    }
}
