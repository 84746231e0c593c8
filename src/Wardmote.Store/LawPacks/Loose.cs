using Wardmote.Law;

namespace Wardmote.Store.LawPacks;

/// <summary>Reading without insisting: of files from many hands, in which a word may be a list or a map and a key may be missing.</summary>
internal static class Loose
{
    /// <summary>The first of the keys that has a word; empty when none has.</summary>
    public static string Word(YamlMap? m, params string[] keys) =>
        keys.Select(k => m?.Find(k) is YamlText { Value: { Length: > 0 } v } ? v : "").FirstOrDefault(v => v.Length > 0) ?? "";

    /// <summary>One word or a list of them.</summary>
    public static IReadOnlyList<string> Words(YamlMap m, string key) => m.Find(key) switch
    {
        YamlList list => [.. list.Pieces.Select(Written)],
        YamlText { Value: { } one } => [one],
        _ => [],
    };

    /// <summary>The first of the keys that says something: in three languages, as one word, or as a list joined to one.</summary>
    public static Text? Said(YamlMap? m, params string[] keys)
    {
        foreach (var piece in keys.Select(k => m?.Find(k)))
        {
            switch (piece)
            {
                case YamlMap map when map.Has("zh"):
                    var zh = Word(map, "zh");
                    return new Text(zh, Word(map, "en") is { Length: > 0 } en ? en : zh, Word(map, "ar") is { Length: > 0 } ar ? ar : zh);
                case YamlText { Value: { Length: > 0 } text }:
                    return Text.Same(text);
                case YamlList list:
                    return Text.Same(string.Join("；", list.Pieces.Select(Written)));
            }
        }

        return null;
    }

    /// <summary>The words of a piece as they fall: a note may be read by YAML as a map or a list where it holds a colon or a comma.</summary>
    public static string Written(YamlPiece piece) => piece switch
    {
        YamlText text => text.Value ?? "",
        YamlList list => string.Join(", ", list.Pieces.Select(Written)),
        YamlMap map => string.Join("; ", map.Keys.Select(k => $"{k}: {Written(map.Find(k)!)}")),
        _ => "",
    };
}
