namespace Wardmote.Dmn.Tree;

/// <summary>Powers, roots and logarithms on decimals, exact to about 27 digits where a double has 16.</summary>
internal static class Decimals
{
    private const decimal Ln2 = 0.6931471805599453094172321215m;

    /// <summary>a to the power of b; an error where there is no such number.</summary>
    public static FeelValue Power(decimal a, decimal b)
    {
        if (decimal.Truncate(b) == b && Math.Abs(b) <= 1_000_000)
        {
            if (a == 0 && b < 0)
            {
                return FeelValue.Error("0 to a negative power");
            }

            return FeelValue.From(b < 0 ? 1 / Whole(a, (long)-b) : Whole(a, (long)b));
        }

        return a > 0 ? FeelValue.From(Exp(b * Ln(a))) : a == 0 && b > 0 ? FeelValue.From(0m) : FeelValue.Error("power of a negative number");
    }

    /// <summary>The square root of a number that is not negative.</summary>
    public static decimal Sqrt(decimal value)
    {
        if (value == 0)
        {
            return 0;
        }

        var root = (decimal)Math.Sqrt((double)value);
        for (var i = 0; i < 4; i++)
        {
            root = (root + (value / root)) / 2;
        }

        return root;
    }

    /// <summary>e to the power of a number; throws <see cref="OverflowException"/> beyond 66.</summary>
    public static decimal Exp(decimal x)
    {
        if (x < -66)
        {
            return 0;
        }

        if (x > 67)
        {
            throw new OverflowException();
        }

        // e^x = 2^k * e^r with |r| <= ln 2 / 2, where the series is short.
        var k = (int)decimal.Round(x / Ln2);
        var r = x - (k * Ln2);
        decimal term = 1, sum = 1;
        for (var i = 1; i < 40 && term != 0; i++)
        {
            term = term * r / i;
            sum += term;
        }

        var scale = Whole(2, Math.Abs(k));
        return k < 0 ? sum / scale : sum * scale;
    }

    /// <summary>The natural logarithm of a positive number.</summary>
    public static decimal Ln(decimal x)
    {
        var k = 0;
        while (x > 1.5m)
        {
            x /= 2;
            k++;
        }

        while (x < 0.75m)
        {
            x *= 2;
            k--;
        }

        // ln x = 2 artanh((x - 1) / (x + 1)), |ratio| <= 0.2
        var ratio = (x - 1) / (x + 1);
        var square = ratio * ratio;
        decimal power = ratio, sum = 0;
        for (var i = 1; i < 90 && power != 0; i += 2)
        {
            sum += power / i;
            power *= square;
        }

        return (2 * sum) + (k * Ln2);
    }

    private static decimal Whole(decimal a, long n)
    {
        decimal result = 1;
        while (n > 0)
        {
            if ((n & 1) == 1)
            {
                result *= a;
            }

            n >>= 1;
            if (n > 0)
            {
                if (Math.Abs(a) < 1e-14m)
                {
                    return 0;
                }

                a *= a;
            }
        }

        return result;
    }
}
