using System.Text.Json;
using System.Text.Json.Serialization;
using Wardmote.Fences;
using Wardmote.Law;
using Wardmote.Teams;

namespace Wardmote.Cli.Verbs;

/// <summary>A proposed penalty as a file: what <c>fence</c> asks the fences about. Days are <c>YYYY-MM-DD</c>.</summary>
internal sealed record ProposalFile
{
    private static readonly JsonSerializerOptions Reading = new(JsonSerializerDefaults.Web)
    {
        AllowTrailingCommas = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower), new NameConverter(), new OfficerConverter(), new SumConverter() },
    };

    public string Item { get; init; } = "";

    public string Locality { get; init; } = "";

    public string? Organ { get; init; }

    public DateOnly? Act { get; init; }

    public DateOnly? Found { get; init; }

    public DateOnly? Filed { get; init; }

    public DateOnly? Today { get; init; }

    public DateOnly? LawDay { get; init; }

    public string Procedure { get; init; } = "summary";

    public Subject Party { get; init; } = new();

    public IReadOnlyList<Named> Officers { get; init; } = [];

    public bool Persuaded { get; init; }

    public Ordered? Order { get; init; }

    public string? Condition { get; init; }

    public Harm? Harm { get; init; }

    public bool Warning { get; init; }

    public decimal? Fine { get; init; }

    public Confiscated? Confiscation { get; init; }

    public string? Ground { get; init; }

    public string? Gains { get; init; }

    public string? Reason { get; init; }

    public string? LinkedAct { get; init; }

    public IReadOnlyList<PastFine> Past { get; init; } = [];

    public IReadOnlyList<string> Other { get; init; } = [];

    public decimal? FineBase { get; init; }

    public bool Heard { get; init; }

    public bool Deciding { get; init; }

    public Dictionary<string, JsonElement>? Facts { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement> Further { get; init; } = [];

    public static ProposalFile Read(string json) => JsonSerializer.Deserialize<ProposalFile>(json, Reading) ?? throw new JsonException("the proposal is null");

    /// <summary>Whom it concerns.</summary>
    internal sealed record Subject(PartyKind Kind = PartyKind.Individual, bool? Minor = null, bool? Young = null);

    /// <summary>An order to correct and what came of it.</summary>
    internal sealed record Ordered(DateOnly? Term = null, DateOnly? Reinspected = null, bool? Corrected = null, bool Refused = false);

    /// <summary>An officer: by id alone, or with everything.</summary>
    internal sealed record Named(string Id, Officer? Whole);

    /// <summary>Confiscation: true, or a sum.</summary>
    internal sealed record Confiscated(bool Is);

    private sealed record Card(string Number = "", string Organ = "", IReadOnlyList<string>? Fields = null, DateOnly From = default, DateOnly To = default);

    private sealed record Person(string Id = "", Text? Name = null, bool Auxiliary = false, string? SecondedFrom = null, string? Locality = null, IReadOnlyList<Card>? Certificates = null);

    private sealed class NameConverter : JsonConverter<Text>
    {
        public override Text Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                return Law.Text.Same(reader.GetString()!);
            }

            using var read = JsonDocument.ParseValue(ref reader);
            string In(string language) => read.RootElement.ValueKind == JsonValueKind.Object && read.RootElement.TryGetProperty(language, out var v) ? v.GetString() ?? "" : "";
            return new Text(In("zh"), In("en"), In("ar"));
        }

        public override void Write(Utf8JsonWriter writer, Text value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, new { value.Zh, value.En, value.Ar });
    }

    private sealed class OfficerConverter : JsonConverter<Named>
    {
        public override Named Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                return new Named(reader.GetString()!, null);
            }

            using var read = JsonDocument.ParseValue(ref reader);
            var person = read.RootElement.Deserialize<Person>(options) ?? throw new JsonException("an officer is null");
            return read.RootElement.EnumerateObject().Count() == 1 && person.Id.Length > 0 ? new Named(person.Id, null) : new Named(person.Id, new Officer(
                person.Id, person.Name ?? Law.Text.Same(person.Id), person.Locality ?? "", person.Auxiliary, person.SecondedFrom ?? "",
                [.. (person.Certificates ?? []).Select(c => new Certificate(c.Number, c.Organ, c.Fields ?? [], c.From, c.To))]));
        }

        public override void Write(Utf8JsonWriter writer, Named value, JsonSerializerOptions options) => writer.WriteStringValue(value.Id);
    }

    private sealed class SumConverter : JsonConverter<Confiscated>
    {
        public override Confiscated Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => reader.TokenType switch
        {
            JsonTokenType.True => new Confiscated(true),
            JsonTokenType.False => new Confiscated(false),
            JsonTokenType.Number => new Confiscated(reader.GetDecimal() > 0),
            _ => throw new JsonException("confiscation is true, false or a sum"),
        };

        public override void Write(Utf8JsonWriter writer, Confiscated value, JsonSerializerOptions options) => writer.WriteBooleanValue(value.Is);
    }
}
