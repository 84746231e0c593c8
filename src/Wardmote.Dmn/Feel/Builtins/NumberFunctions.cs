using Wardmote.Dmn.Tree;

namespace Wardmote.Dmn.Builtins;

/// <summary>Numbers (DMN 1.5, table 76).</summary>
internal static class NumberFunctions
{
    public static IEnumerable<Signature> All =>
    [
        new("decimal(n: number, scale: number)", a => Rounded(a, MidpointRounding.ToEven)),
        new("floor(n: number)", a => FeelValue.From(decimal.Floor(a.Number(0)))),
        new("floor(n: number, scale: number)", a => Rounded(a, MidpointRounding.ToNegativeInfinity)),
        new("ceiling(n: number)", a => FeelValue.From(decimal.Ceiling(a.Number(0)))),
        new("ceiling(n: number, scale: number)", a => Rounded(a, MidpointRounding.ToPositiveInfinity)),
        new("round up(n: number, scale: number)", a => Rounded(a, null)),
        new("round down(n: number, scale: number)", a => Rounded(a, MidpointRounding.ToZero)),
        new("round half up(n: number, scale: number)", a => Rounded(a, MidpointRounding.AwayFromZero)),
        new("round half down(n: number, scale: number)", HalfDown),
        new("abs(n: number)", a => FeelValue.From(Math.Abs(a.Number(0)))),
        new("abs(n: dayduration)", a => new FeelDayDuration(Math.Abs(((FeelDayDuration)a[0]).Seconds))),
        new("abs(n: monthduration)", a => new FeelMonthDuration(Math.Abs(((FeelMonthDuration)a[0]).Months))),
        new("modulo(dividend: number, divisor: number)", Modulo),
        new("sqrt(number: number)", a => a.Number(0) < 0 ? FeelValue.Error("square root of a negative number") : FeelValue.From(Decimals.Sqrt(a.Number(0)))),
        new("log(number: number)", a => a.Number(0) <= 0 ? FeelValue.Error("logarithm of a number not above 0") : FeelValue.From(Decimals.Ln(a.Number(0)))),
        new("exp(number: number)", a => FeelValue.From(Decimals.Exp(a.Number(0)))),
        new("odd(number: number)", a => FeelValue.From(Math.Abs(a.Number(0)) % 2 == 1)),
        new("even(number: number)", a => FeelValue.From(a.Number(0) % 2 == 0)),
    ];

    private static FeelValue Modulo(Arguments a)
    {
        var (n, d) = (a.Number(0), a.Number(1));
        return d == 0 ? FeelValue.Error("division by zero") : FeelValue.From(n - (d * decimal.Floor(n / d)));
    }

    private static FeelValue HalfDown(Arguments a)
    {
        var n = a.Number(0);
        return Scaled(a, x => decimal.Truncate(x) is var whole && Math.Abs(x - whole) > 0.5m ? whole + Math.Sign(n) : whole);
    }

    /// <summary>Rounds to a number of decimals; a null mode is away from zero whatever the rest.</summary>
    private static FeelValue Rounded(Arguments a, MidpointRounding? mode) => mode is { } m && decimal.Truncate(a.Number(1)) is >= 0 and <= 28 and var scale
        ? FeelValue.From(decimal.Round(a.Number(0), (int)scale, m))
        : Scaled(a, x => mode is { } way ? decimal.Round(x, way) : decimal.Truncate(x) == x ? x : decimal.Truncate(x) + Math.Sign(x));

    private static FeelValue Scaled(Arguments a, Func<decimal, decimal> round)
    {
        var (n, scale) = (a.Number(0), decimal.Truncate(a.Number(1)));
        if (scale is < -6111 or > 6176)
        {
            return FeelValue.Error($"a scale of {FeelText.Number(scale)} is out of range");
        }

        if (scale > 28 || n == 0)
        {
            return FeelValue.From(n);
        }

        if (scale < -28)
        {
            return round(n > 0 ? 0.1m : -0.1m) == 0 ? FeelValue.From(0m) : throw new OverflowException();
        }

        var unit = 1m;
        for (var i = 0; i < Math.Abs(scale); i++)
        {
            unit *= 10;
        }

        if (scale < 0)
        {
            return FeelValue.From(round(n / unit) * unit);
        }

        // The whole part is set aside, so that many decimals do not overflow many digits before the point.
        var whole = decimal.Truncate(n);
        return FeelValue.From(whole + (round((n - whole) * unit) / unit));
    }
}
