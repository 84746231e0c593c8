using System.Text.RegularExpressions;
using Wardmote.Law;

namespace Wardmote.Fences;

/// <summary>危害后果: harm for which an act may be found within five years instead of two (Penalties art. 36): which, on what evidence, and whose word it is.</summary>
/// <param name="Kind"><c>life_health</c> (公民生命健康安全) or <c>financial</c> (金融安全).</param>
/// <param name="What">What the act has led to.</param>
/// <param name="Evidence">What proves it.</param>
/// <param name="AttestedBy">Who says so: officer, doctor, expert body.</param>
public sealed partial record Harm(string Kind, string What, string Evidence, string AttestedBy)
{
    // Not a kind that anybody may choose: harm of which only words that name article 36 are on record.
    private const string OfWords = "words";

    /// <summary>The kinds that article 36 knows.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["life_health", "financial"];

    /// <summary>Name of a kind; a code that is none is its own.</summary>
    public static Text Name(string kind) => kind switch
    {
        "life_health" => new Text("公民生命健康安全", "citizens' life and health", "حياة المواطنين وصحتهم"),
        "financial" => new Text("金融安全", "financial safety", "السلامة المالية"),
        _ => Text.Same(kind),
    };

    /// <summary>What is missing before it is attested; null when nothing is.</summary>
    public Text? Lacks() =>
        Kind == OfWords ? null
        : !Kinds.Contains(Kind) ? new Text("没有选择危害了什么（生命健康安全、金融安全）", "which harm it is was not chosen: life and health, or financial safety", "لم يُختر نوع الضرر: الحياة والصحة أو السلامة المالية")
        : What.Trim().Length == 0 ? new Text("没有写明造成了什么危害后果", "what harm it has led to is not stated", "لم تُذكر العاقبة الضارة")
        : Evidence.Trim().Length == 0 ? new Text("没有写明危害后果有什么证据", "what proves the harm is not stated", "لم يُذكر ما يثبت الضرر")
        : AttestedBy.Trim().Length == 0 ? new Text("没有写明由谁确认危害后果", "nobody is named who attests the harm", "لم يُذكر من يشهد بالضرر")
        : null;

    /// <summary>It in one line.</summary>
    public Text Says()
    {
        var name = Name(Kind);
        return Kind == OfWords
            ? Text.Same(What)
            : new Text($"涉及{name.Zh}：{What.Trim()}；证据：{Evidence.Trim()}；确认：{AttestedBy.Trim()}", $"harm to {name.En}: {What.Trim()}; evidence: {Evidence.Trim()}; attested by {AttestedBy.Trim()}", $"ضرر بـ{name.Ar}: {What.Trim()}؛ الدليل: {Evidence.Trim()}؛ يشهد به {AttestedBy.Trim()}");
    }

    /// <summary>The same without blanks around its words; null where nothing was given.</summary>
    public static Harm? Trimmed(Harm? harm) => harm is null ? null : new(harm.Kind.Trim(), harm.What.Trim(), harm.Evidence.Trim(), harm.AttestedBy.Trim());

    /// <summary>Harm as entries carried it before it was a field of its own: words that name article 36 as an article; null where they do not. Only for what stands in the record.</summary>
    public static Harm? InWords(string? words) => words is not null && Article36().IsMatch(words) ? new(OfWords, words.Trim(), "", "") : null;

    /// <summary>Article 36 named as an article, not merely a number with these digits: 36, 第36条, 第三十六条, art. 36.</summary>
    [GeneratedRegex(@"^\s*36\s*($|[:：,，;；.。])|第\s*(36|三十六)\s*条|处罚法\s*36\b|\bart(icle|\.)?\s*36\b|المادة\s*36\b", RegexOptions.IgnoreCase)]
    private static partial Regex Article36();
}
