namespace Wardmote.Recognition;

/// <summary>How retrieval and the linear model are put together for one language, and from what confidence on something is said.</summary>
internal sealed record Fusion
{
    /// <summary>Weight of the linear model's scores.</summary>
    public double Linear { get; init; } = 1;

    /// <summary>Weight of BM25.</summary>
    public double Class { get; init; } = 0.1;

    /// <summary>Added to every class that is not enforcement.</summary>
    public double None { get; init; }

    /// <summary>Confidence from which the verdict is <c>items</c>.</summary>
    public double Items { get; init; } = 0.5;

    /// <summary>Share of the classes that are not enforcement from which the verdict is <c>none</c>.</summary>
    public double NoneFrom { get; init; } = 0.6;

    /// <summary>Confidence said for a raw confidence: steps of an isotonic fit, from and to, rising.</summary>
    public double[] Raw { get; init; } = [0, 1];

    /// <summary>What each of <see cref="Raw"/> stands for.</summary>
    public double[] Said { get; init; } = [0, 1];

    /// <summary>Only retrieval, before a model is trained: modest, and never sure.</summary>
    public static Fusion TitlesOnly { get; } = new() { Linear = 0, Class = 0.2, Items = 0.75, NoneFrom = 2, Raw = [0, 1], Said = [0, 0.6] };

    /// <summary>The confidence that is said.</summary>
    public double Calibrated(double raw)
    {
        if (raw <= Raw[0])
        {
            return Said[0];
        }

        for (var i = 1; i < Raw.Length; i++)
        {
            if (raw <= Raw[i])
            {
                var span = Raw[i] - Raw[i - 1];
                return span <= 0 ? Said[i] : Said[i - 1] + ((Said[i] - Said[i - 1]) * (raw - Raw[i - 1]) / span);
            }
        }

        return Said[^1];
    }

    public void Save(BinaryWriter to)
    {
        foreach (var d in new[] { Linear, Class, None, Items, NoneFrom })
        {
            to.Write(d);
        }

        to.Write(Raw.Length);
        Block.Write(to, Raw);
        Block.Write(to, Said);
    }

    public static Fusion Load(BinaryReader from)
    {
        var fusion = new Fusion
        {
            Linear = from.ReadDouble(),
            Class = from.ReadDouble(),
            None = from.ReadDouble(),
            Items = from.ReadDouble(),
            NoneFrom = from.ReadDouble(),
        };
        var steps = from.ReadInt32();
        return fusion with { Raw = Block.Read<double>(from, steps), Said = Block.Read<double>(from, steps) };
    }
}
