using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Wardmote.Inspections;

/// <summary>Somebody named in an inspection code.</summary>
public sealed record CodePerson(string Name, string Certificate);

/// <summary>An item named in an inspection code.</summary>
public sealed record CodeItem(string Code, string Title);

/// <summary>
/// 检查码: what an owner may check at the door without network and without our app. Everything in it is public: who, for what, where, when, why, for which organ.
/// </summary>
public sealed record InspectionCode
{
    /// <summary>Longest text: a QR code of version 20 or so, which old phones read from a screen.</summary>
    public const int Longest = 700;

    private const string Form = "W1";

    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Which public key verifies it.</summary>
    public required string Key { get; init; }

    /// <summary>Task: the inspection's id.</summary>
    public required string Task { get; init; }

    /// <summary>Organ's code.</summary>
    public required string Organ { get; init; }

    /// <summary>Organ's name.</summary>
    public required string OrganName { get; init; }

    /// <summary>Premises: the code on the door.</summary>
    public required string Premises { get; init; }

    /// <summary>Public name of the premises; empty when it is a person's.</summary>
    public required string PremisesName { get; init; }

    /// <summary>Who may come.</summary>
    public required IReadOnlyList<CodePerson> People { get; init; }

    /// <summary>What may be checked, nothing else.</summary>
    public required IReadOnlyList<CodeItem> Items { get; init; }

    /// <summary>Why.</summary>
    public required string Grounds { get; init; }

    /// <summary>From, to the minute.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>To, to the minute.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>When the code was signed, to the minute.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>
    /// The signed text <c>W1.payload.signature</c>, both base64url; the signature is ECDSA P-256 with SHA-256 over <c>W1.payload</c>, r and s of 32 bytes each. Titles and grounds
    /// are shortened when the text would be too long for a phone to read; people, item codes and times never are.
    /// </summary>
    /// <exception cref="ArgumentException">Even so it is too long: too many people for one code.</exception>
    public string Encode(ECDsa key)
    {
        for (var room = 60; room >= 0; room -= 4)
        {
            var signed = $"{Form}.{Base64Url.EncodeToString(Payload(room))}";
            var length = signed.Length + 1 + 86;
            if (length <= Longest)
            {
                return $"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}";
            }
        }

        throw new ArgumentException($"inspection code of {Task} for {Organ} is longer than {Longest} characters: name fewer people or items");
    }

    /// <summary>Checks a text against the known public keys: a pure function of text, keys and moment.</summary>
    /// <param name="text">The text, or an address that ends in <c>#text</c>.</param>
    /// <param name="keys">Public keys by id.</param>
    /// <param name="now">The moment of asking.</param>
    /// <param name="premises">Code on the door where it is shown; empty when it is not known.</param>
    public static CodeAnswer Verify(string text, IReadOnlyDictionary<string, ECDsa> keys, DateTimeOffset now, string premises = "")
    {
        var code = text[(text.LastIndexOf('#') + 1)..].Trim();
        if (code.Length > Longest || code.Split('.') is not [Form, var payload, var signature])
        {
            return new CodeAnswer("not_a_code", null);
        }

        try
        {
            var read = Read(Base64Url.DecodeFromChars(payload));
            if (!keys.TryGetValue(read.Key, out var key) || !key.VerifyData(Encoding.ASCII.GetBytes($"{Form}.{payload}"), Base64Url.DecodeFromChars(signature), HashAlgorithmName.SHA256))
            {
                return new CodeAnswer("not_genuine", null);
            }

            if (premises.Trim().Length > 0 && !premises.Trim().Equals(read.Premises, StringComparison.OrdinalIgnoreCase))
            {
                return new CodeAnswer("other_premises", read);
            }

            return new CodeAnswer(now < read.From ? "too_early" : now > read.To ? "over" : "genuine", read);
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException or ArgumentException or CryptographicException)
        {
            return new CodeAnswer("not_a_code", null);
        }
    }

    /// <summary>A public key as the page embeds it: JSON Web Key with its id.</summary>
    public static string PublicKey(string id, ECDsa key)
    {
        var q = key.ExportParameters(false).Q;
        return JsonSerializer.Serialize(new { kid = id, kty = "EC", crv = "P-256", x = Base64Url.EncodeToString(q.X!), y = Base64Url.EncodeToString(q.Y!) });
    }

    // An array, not an object: names of members would take a third of the room. The order is part of the form W1 and never changes.
    private byte[] Payload(int room) => JsonSerializer.SerializeToUtf8Bytes(new object[]
    {
        1, Key, Task, Organ, Cut(OrganName, 30), Premises, Cut(PremisesName, Math.Max(12, room / 2)), People.Select(p => new[] { Cut(p.Name, 24), p.Certificate }),
        Items.Select(i => new[] { i.Code, Cut(i.Title, room / 2) }), Cut(Grounds, Math.Max(8, room)), Minutes(From), Minutes(To), Minutes(IssuedAt),
    }, Compact);

    private static InspectionCode Read(byte[] payload)
    {
        using var json = JsonDocument.Parse(payload);
        var a = json.RootElement;
        if (a.GetArrayLength() != 13 || a[0].GetInt32() != 1)
        {
            throw new FormatException("not a payload of form 1");
        }

        return new InspectionCode
        {
            Key = a[1].GetString()!,
            Task = a[2].GetString()!,
            Organ = a[3].GetString()!,
            OrganName = a[4].GetString()!,
            Premises = a[5].GetString()!,
            PremisesName = a[6].GetString()!,
            People = [.. a[7].EnumerateArray().Select(p => new CodePerson(p[0].GetString()!, p[1].GetString()!))],
            Items = [.. a[8].EnumerateArray().Select(i => new CodeItem(i[0].GetString()!, i[1].GetString()!))],
            Grounds = a[9].GetString()!,
            From = Moment(a[10].GetInt64()),
            To = Moment(a[11].GetInt64()),
            IssuedAt = Moment(a[12].GetInt64()),
        };
    }

    private static long Minutes(DateTimeOffset at) => at.ToUnixTimeSeconds() / 60;

    private static DateTimeOffset Moment(long minutes) => DateTimeOffset.FromUnixTimeSeconds(checked(minutes * 60)).ToOffset(TimeSpan.FromHours(8));

    private static string Cut(string words, int most) =>
        words.Length <= most ? words : most < 2 ? "" : words[..(char.IsHighSurrogate(words[most - 2]) ? most - 2 : most - 1)] + "…";
}

/// <summary>What a check of a code says.</summary>
/// <param name="Answer"><c>genuine</c>, <c>too_early</c>, <c>over</c>, <c>other_premises</c>, <c>not_genuine</c> or <c>not_a_code</c>.</param>
/// <param name="Code">What it says; null when it is not genuine.</param>
public sealed record CodeAnswer(string Answer, InspectionCode? Code);
