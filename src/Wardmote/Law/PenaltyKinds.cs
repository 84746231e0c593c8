using System.Text.RegularExpressions;

namespace Wardmote.Law;

/// <summary>处罚种类: kinds of penalty (Penalties art. 9) that an article provides or a line gives.</summary>
[Flags]
public enum PenaltyKinds
{
    /// <summary>No penalty.</summary>
    None = 0,

    /// <summary>警告、通报批评</summary>
    Warning = 1,

    /// <summary>罚款</summary>
    Fine = 2,

    /// <summary>没收</summary>
    Confiscation = 4,

    /// <summary>责令停产停业</summary>
    Suspension = 8,

    /// <summary>责令关闭</summary>
    Closure = 16,

    /// <summary>吊销许可证件</summary>
    Revocation = 32,

    /// <summary>降低资质等级</summary>
    Downgrade = 64,

    /// <summary>限制开展生产经营活动</summary>
    Restriction = 128,

    /// <summary>暂扣许可证件</summary>
    Withholding = 256,

    /// <summary>限制从业</summary>
    Debarment = 512,

    /// <summary>Every kind: where a line leaves none out.</summary>
    All = 1023,
}

/// <summary>The kinds by the words that packs, answers and forms use, and by those of the statutes.</summary>
public static partial class PenaltyKindWords
{
    private static readonly (string Word, PenaltyKinds Kind)[] Measures =
    [
        ("停业", PenaltyKinds.Suspension), ("停产", PenaltyKinds.Suspension), ("停工", PenaltyKinds.Suspension), ("关闭", PenaltyKinds.Closure), ("吊销", PenaltyKinds.Revocation),
        ("降低资质", PenaltyKinds.Downgrade), ("限制生产", PenaltyKinds.Restriction), ("限制开展", PenaltyKinds.Restriction), ("限制从业", PenaltyKinds.Debarment),
    ];

    /// <summary>Kinds that last for a time, so that one may name its length; the others change something once. Our reading: art. 9 says of none how long it lasts.</summary>
    public const PenaltyKinds Lasting = PenaltyKinds.Suspension | PenaltyKinds.Restriction | PenaltyKinds.Withholding | PenaltyKinds.Debarment;

    /// <summary>Each kind by its word: warning, fine, confiscation, suspension, closure, revocation, downgrade, restriction, withholding, debarment.</summary>
    public static IReadOnlyDictionary<string, PenaltyKinds> ByWord { get; } =
        Enum.GetValues<PenaltyKinds>().Where(k => k is not (PenaltyKinds.None or PenaltyKinds.All)).ToDictionary(k => k.ToString().ToLowerInvariant());

    /// <summary>The words of some kinds, in that order.</summary>
    public static IReadOnlyList<string> Words(this PenaltyKinds kinds) => [.. ByWord.Where(k => kinds.HasFlag(k.Value)).Select(k => k.Key)];

    /// <summary>The kinds beside warning, fine and confiscation that a text in the statutes' Chinese names.</summary>
    public static PenaltyKinds MeasuresIn(string text) =>
        Measures.Where(m => text.Contains(m.Word, StringComparison.Ordinal)).Aggregate(text.Contains("暂扣", StringComparison.Ordinal) && Withheld().IsMatch(text) ? PenaltyKinds.Withholding : PenaltyKinds.None, (all, m) => all | m.Kind);

    /// <summary>A text without what it says of withholding licences: 暂扣 that is left takes things, and is a compulsory measure (Coercion art. 9), not a kind of penalty.</summary>
    public static string WithoutWithheld(string text) => text.Contains("暂扣", StringComparison.Ordinal) ? Withheld().Replace(text, "") : text;

    // 暂扣 of a licence (Penalties art. 9(3)) and not of goods or vehicles. Which papers are 许可证件 art. 9 does not list: those named here are our reading (Licensing art. 39: 许可证、执照、资格证、资质证、合格证书).
    // 未 in between, as in 暂扣未取得许可证的车辆, speaks of what is taken. Beside 吊销 it needs no object: only a licence is revoked.
    [GeneratedRegex("暂扣(?:、|或者|或|和|及|以及)吊销|吊销(?:、|或者|或|和|及|以及)暂扣|暂扣(?:(?![，。；、,;未]|无证).)*?(?:许可证|执照|驾驶证|资格证|资质证|执业证|证件|证书)")]
    private static partial Regex Withheld();
}
