using System.Globalization;
using Wardmote.Law;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Wardmote.Store.LawPacks;

/// <summary>A piece of a pack's YAML that knows its file and line.</summary>
internal abstract class YamlPiece(string file, int line)
{
    private const int Deepest = 100;
    private const int Heaviest = 2_000_000;

    public string File { get; } = file;

    public int Line { get; } = line;

    /// <summary>How many pieces it is, each alias counted as often as it stands.</summary>
    public int Weight { get; protected set; } = 1;

    public LawPackException Wrong(string problem, string remedy) => new(File, Line, problem, remedy);

    /// <summary>Reads one document; an empty file is an error, because an empty law is a mistake.</summary>
    public static YamlMap Document(string file, string text, bool aliases = false)
    {
        try
        {
            var parser = new Parser(new Scanner(new StringReader(text)));
            parser.Consume<StreamStart>();
            if (!parser.Accept<DocumentStart>(out _))
            {
                throw new LawPackException(file, 1, "the file is empty", "write its keys or delete it");
            }

            parser.Consume<DocumentStart>();
            return Read(file, parser, aliases ? [] : null) as YamlMap ?? throw new LawPackException(file, 1, "the file is not a map of keys", "begin with a key, for example 'items:'");
        }
        catch (YamlException e)
        {
            throw new LawPackException(file, (int)e.Start.Line, $"not YAML: {e.Message}", "mend the line");
        }
    }

    // Packs write everything out; a published file from elsewhere may say a thing once and point at it.
    private static YamlPiece Read(string file, IParser parser, Dictionary<string, YamlPiece>? anchors, int depth = 0)
    {
        if (depth > Deepest)
        {
            throw new LawPackException(file, (int)(parser.Current?.Start.Line ?? 1), $"more than {Deepest} levels within each other", "write it flat");
        }

        var anchor = parser.Current is NodeEvent { Anchor.IsEmpty: false } named ? named.Anchor.Value : null;
        if (anchors is not null && parser.Current is AnchorAlias alias)
        {
            parser.MoveNext();
            return anchors.TryGetValue(alias.Value.Value, out var said) ? said : throw new LawPackException(file, (int)alias.Start.Line, $"nothing is anchored as '{alias.Value.Value}'", "write the value out");
        }

        var piece = ReadPiece(file, parser, anchors, depth);
        if (piece.Weight > Heaviest)
        {
            throw piece.Wrong("the file unfolds to too much", "say less by aliases, or split the file");
        }

        if (anchors is not null && anchor is not null)
        {
            anchors[anchor] = piece;
        }

        return piece;
    }

    private static YamlPiece ReadPiece(string file, IParser parser, Dictionary<string, YamlPiece>? anchors, int depth)
    {
        var at = parser.Current ?? throw new LawPackException(file, 1, "the file ends early", "finish the document");
        var line = (int)at.Start.Line;
        switch (at)
        {
            case Scalar scalar:
                parser.MoveNext();
                var missing = scalar.Style == ScalarStyle.Plain && scalar.Value is "" or "~" or "null";
                return new YamlText(file, line, missing ? null : scalar.Value);
            case SequenceStart:
                parser.MoveNext();
                var pieces = new List<YamlPiece>();
                while (parser.Current is not SequenceEnd)
                {
                    pieces.Add(Read(file, parser, anchors, depth + 1));
                }

                parser.MoveNext();
                return new YamlList(file, line, pieces);
            case MappingStart:
                parser.MoveNext();
                var map = new YamlMap(file, line);
                while (parser.Current is not MappingEnd)
                {
                    var key = Read(file, parser, anchors, depth + 1) as YamlText ?? throw new LawPackException(file, line, "a key is not a word", "use plain words as keys");
                    map.Put(key, Read(file, parser, anchors, depth + 1));
                }

                parser.MoveNext();
                return map;
            default:
                throw new LawPackException(file, line, "anchors and aliases are not read", "write the value out");
        }
    }
}

/// <summary>A word, number or date; null when left empty.</summary>
internal sealed class YamlText(string file, int line, string? value) : YamlPiece(file, line)
{
    public string? Value { get; } = value;

    public DateOnly Day() => TryDay(Value, out var day) ? day : throw Wrong($"'{Value}' is not a day", NoDay);

    /// <summary>What to do about words that are no day.</summary>
    internal const string NoDay = "write it as YYYY-MM-DD; leave a first or a last day out where there is none";

    /// <summary>Reads a day. The first and the last year of the calendar are refused: they stand for no day at all, and nobody can ask what was the day before or after.</summary>
    internal static bool TryDay(string? words, out DateOnly day) =>
        DateOnly.TryParseExact(words, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day) && day.Year is > 1 and < 9999;

    public decimal Number() =>
        decimal.TryParse(Value, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Wrong($"'{Value}' is not a number", "write digits, with a point for decimals and no separators");
}

/// <summary>A list.</summary>
internal sealed class YamlList : YamlPiece
{
    public YamlList(string file, int line, IReadOnlyList<YamlPiece> pieces)
        : base(file, line)
    {
        Pieces = pieces;
        Weight = (int)Math.Min(int.MaxValue, 1 + pieces.Sum(p => (long)p.Weight));
    }

    public IReadOnlyList<YamlPiece> Pieces { get; }
}

/// <summary>A map of keys. Whoever reads it asks for each key by name and then says <see cref="Done"/>: a key nobody asked for is an error.</summary>
internal sealed class YamlMap(string file, int line) : YamlPiece(file, line)
{
    private readonly Dictionary<string, (YamlPiece Piece, int Line)> _pieces = [];
    private readonly HashSet<string> _asked = [];

    public IEnumerable<string> Keys => _pieces.Keys;

    public void Put(YamlText key, YamlPiece piece)
    {
        if (!_pieces.TryAdd(key.Value ?? "", (piece, key.Line)))
        {
            throw key.Wrong($"the key '{key.Value}' stands twice", "keep one of them");
        }

        Weight = (int)Math.Min(int.MaxValue, (long)Weight + piece.Weight);
    }

    public bool Has(string key) => Find(key) is not null and not YamlText { Value: null };

    public YamlPiece? Find(string key)
    {
        _asked.Add(key);
        return _pieces.TryGetValue(key, out var found) ? found.Piece : null;
    }

    /// <summary>A required word.</summary>
    public string Text(string key) =>
        Find(key) switch
        {
            YamlText { Value: { Length: > 0 } value } => value,
            null => throw Wrong($"the key '{key}' is missing", "add it"),
            var piece => throw piece.Wrong($"'{key}' is empty or not a word", "give it a value"),
        };

    /// <summary>A word that may be left out.</summary>
    public string TextOr(string key, string otherwise = "") =>
        Find(key) switch
        {
            null or YamlText { Value: null } => otherwise,
            YamlText text => text.Value!,
            var piece => throw piece.Wrong($"'{key}' is not a word", "give one value"),
        };

    public DateOnly? Day(string key) =>
        Find(key) switch
        {
            null or YamlText { Value: null } => null,
            YamlText text => text.Day(),
            var piece => throw piece.Wrong($"'{key}' is not a day", "write it as YYYY-MM-DD"),
        };

    public DateOnly DayNeeded(string key) => Day(key) ?? throw Wrong($"the day '{key}' is missing", "add it as YYYY-MM-DD");

    /// <summary>A moment: a day (its first moment in Shanghai) or an ISO time with its offset.</summary>
    public DateTimeOffset? Moment(string key)
    {
        if (Find(key) is not { } piece || piece is YamlText { Value: null })
        {
            return null;
        }

        var value = (piece as YamlText)?.Value ?? "";
        if (DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return ShanghaiTime.Start(day);
        }

        return DateTimeOffset.TryParseExact(value, "yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? at
            : throw piece.Wrong($"'{value}' is not a moment", "write 2026-11-22 or 2026-11-22T09:00:00+08:00");
    }

    public decimal? Number(string key) =>
        Find(key) switch
        {
            null or YamlText { Value: null } => null,
            YamlText text => text.Number(),
            var piece => throw piece.Wrong($"'{key}' is not a number", "write digits"),
        };

    public int Whole(string key)
    {
        var number = Number(key) ?? throw Wrong($"the key '{key}' is missing", "add it");
        return number == decimal.Truncate(number) && number is >= 0 and <= int.MaxValue
            ? (int)number
            : throw Wrong($"'{key}' is not a whole number", "write digits without a point");
    }

    public bool Flag(string key, bool otherwise = false) =>
        TextOr(key) switch
        {
            "" => otherwise,
            "true" or "yes" => true,
            "false" or "no" => false,
            var other => throw Wrong($"'{key}' is '{other}'", "write true or false"),
        };

    /// <summary>One of the words of a vocabulary.</summary>
    public T Word<T>(string key, IReadOnlyDictionary<string, T> vocabulary)
    {
        var word = Text(key);
        return vocabulary.TryGetValue(word, out var value)
            ? value
            : throw Find(key)!.Wrong($"'{key}' is '{word}'", $"write one of: {string.Join(", ", vocabulary.Keys)}");
    }

    public T WordOr<T>(string key, IReadOnlyDictionary<string, T> vocabulary, T otherwise) => Has(key) ? Word(key, vocabulary) : otherwise;

    public IReadOnlyList<string> Words(string key) =>
        Find(key) switch
        {
            null or YamlText { Value: null } => [],
            YamlList list => [.. list.Pieces.Select(p => p is YamlText { Value: { } value } ? value : throw p.Wrong($"'{key}' holds something that is not a word", "list words only"))],
            var piece => throw piece.Wrong($"'{key}' is not a list", "write it as [a, b]"),
        };

    public IReadOnlyList<YamlMap> Maps(string key) =>
        Find(key) switch
        {
            null or YamlText { Value: null } => [],
            YamlList list => [.. list.Pieces.Select(p => p as YamlMap ?? throw p.Wrong($"'{key}' holds something that is not a map", "write keys with values"))],
            var piece => throw piece.Wrong($"'{key}' is not a list", "write one entry per line, each beginning with '- '"),
        };

    public YamlMap? Map(string key) =>
        Find(key) switch
        {
            null or YamlText { Value: null } => null,
            YamlMap map => map,
            var piece => throw piece.Wrong($"'{key}' is not a map", "write keys with values"),
        };

    public YamlMap MapNeeded(string key) => Map(key) ?? throw Wrong($"the key '{key}' is missing", "add it");

    /// <summary>Words in three languages.</summary>
    public Text Said(string key)
    {
        var map = MapNeeded(key);
        var said = new Text(map.Text("zh"), map.Text("en"), map.Text("ar"));
        map.Done();
        return said;
    }

    /// <summary>Words in three languages, or one word that stands for all of them.</summary>
    public Text SaidOrWord(string key) => Find(key) is YamlMap ? Said(key) : Wardmote.Law.Text.Same(Text(key));

    /// <summary>A fixed sum or a range of yuan, <c>500</c> or <c>[50, 500]</c>.</summary>
    public YuanRange? Yuan(string key)
    {
        switch (Find(key))
        {
            case null or YamlText { Value: null }:
                return null;
            case YamlText one:
                return new YuanRange(one.Number(), one.Number());
            case YamlList { Pieces: [YamlText min, YamlText max] } range:
                return min.Number() <= max.Number() ? new YuanRange(min.Number(), max.Number()) : throw range.Wrong($"'{key}' ends before it begins", "write the smaller sum first");
            case var piece:
                throw piece.Wrong($"'{key}' is not a sum", "write 500 or [50, 500]");
        }
    }

    /// <summary>Refuses keys that nobody asked for.</summary>
    public void Done()
    {
        foreach (var (key, (_, line)) in _pieces)
        {
            if (!_asked.Contains(key))
            {
                throw new LawPackException(File, line, $"unknown key '{key}'", $"known here: {string.Join(", ", _asked.Order(StringComparer.Ordinal))}");
            }
        }
    }
}
