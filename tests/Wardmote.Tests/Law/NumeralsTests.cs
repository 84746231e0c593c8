using System.Globalization;
using Wardmote.Law;
using Xunit;

namespace Wardmote.Tests.Law;

public sealed class NumeralsTests
{
    [Theory]
    [InlineData("1,200.5", "1200.5")]
    [InlineData("１．５万", "15000")]
    [InlineData("三十五", "35")]
    [InlineData("两", "2")]
    [InlineData("十", "10")]
    [InlineData("一万二千", "12000")]
    [InlineData("一千二百〇五", "1205")]
    [InlineData("一亿二千万三百", "120000300")]
    [InlineData("二〇二六", "2026")]
    [InlineData("一万亿", "1000000000000")]
    [InlineData("百", "100")]
    [InlineData("", null)]
    [InlineData("三斤", null)]
    [InlineData("九九九九九九九九九九九九九九九九九九千亿", null)]
    [InlineData("九九九九九九九九九九九九九九九九九九九九", null)]
    public void A_number_is_read_as_instruments_write_it(string written, string? number) =>
        Assert.Equal(number is null ? null : decimal.Parse(number, CultureInfo.InvariantCulture), Numerals.Of(written));
}
