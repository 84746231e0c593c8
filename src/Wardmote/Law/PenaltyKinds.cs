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

    /// <summary>限制开展生产经营活动、限制从业</summary>
    Restriction = 128,

    /// <summary>Every kind: where a line leaves none out.</summary>
    All = 255,
}

/// <summary>The kinds by the words that packs, answers and forms use, and by those of the statutes.</summary>
public static class PenaltyKindWords
{
    private static readonly (string Word, PenaltyKinds Kind)[] Measures =
    [
        ("停业", PenaltyKinds.Suspension), ("停产", PenaltyKinds.Suspension), ("停工", PenaltyKinds.Suspension), ("关闭", PenaltyKinds.Closure), ("吊销", PenaltyKinds.Revocation),
        ("降低资质", PenaltyKinds.Downgrade), ("限制生产", PenaltyKinds.Restriction), ("限制开展", PenaltyKinds.Restriction), ("限制从业", PenaltyKinds.Restriction),
    ];

    /// <summary>Each kind by its word: warning, fine, confiscation, suspension, closure, revocation, downgrade, restriction.</summary>
    public static IReadOnlyDictionary<string, PenaltyKinds> ByWord { get; } =
        Enum.GetValues<PenaltyKinds>().Where(k => k is not (PenaltyKinds.None or PenaltyKinds.All)).ToDictionary(k => k.ToString().ToLowerInvariant());

    /// <summary>The words of some kinds, in that order.</summary>
    public static IReadOnlyList<string> Words(this PenaltyKinds kinds) => [.. ByWord.Where(k => kinds.HasFlag(k.Value)).Select(k => k.Key)];

    /// <summary>The kinds beside warning, fine and confiscation that a text in the statutes' Chinese names.</summary>
    public static PenaltyKinds MeasuresIn(string text) => Measures.Where(m => text.Contains(m.Word, StringComparison.Ordinal)).Aggregate(PenaltyKinds.None, (all, m) => all | m.Kind);
}
