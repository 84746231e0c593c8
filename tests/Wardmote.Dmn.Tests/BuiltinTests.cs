namespace Wardmote.Dmn.Tests;

/// <summary>Examples of our own for each family of functions, so that they are watched where the kit is absent.</summary>
public class BuiltinTests
{
    [Theory]
    [InlineData("decimal(1/3, 2)", "0.33")]
    [InlineData("decimal(2.5, 0)", "2")]
    [InlineData("decimal(3.5, 0)", "4")]
    [InlineData("round half up(2.5, 0)", "3")]
    [InlineData("round half down(2.5, 0)", "2")]
    [InlineData("round up(-2.11, 1)", "-2.2")]
    [InlineData("round down(-2.19, 1)", "-2.1")]
    [InlineData("round half up(1234, -2)", "1200")]
    [InlineData("floor(-1.5)", "-2")]
    [InlineData("ceiling(-1.5)", "-1")]
    [InlineData("modulo(-5, 3)", "1")]
    [InlineData("modulo(5, -3)", "-1")]
    [InlineData("sqrt(2) * sqrt(2) = 2 or abs(sqrt(2) * sqrt(2) - 2) < 0.000000000000000000000001", "true")]
    [InlineData("abs(log(exp(3)) - 3) < 0.00000000000000000000001", "true")]
    [InlineData("abs(exp(-1) - 0.36787944117144232159552377) < 0.00000000000000000000001", "true")]
    [InlineData("2 ** 0.5 > 1.41421356237309504 and 2 ** 0.5 < 1.41421356237309506", "true")]
    [InlineData("odd(-3) and even(0) and not(odd(1.5))", "true")]
    public void Numbers(string text, string expected) => Assert.Equal(expected, Feel.Evaluate(text).ToString());

    [Theory]
    [InlineData("substring(\"foobar\", -2, 1)", "\"a\"")]
    [InlineData("upper case(\"straße\") != \"\"", "true")]
    [InlineData("substring before(\"foobar\", \"bar\")", "\"foo\"")]
    [InlineData("substring after(\"foobar\", \"ob\")", "\"ar\"")]
    [InlineData("replace(\"abcd\", \"(ab)|(a)\", \"[1=$1][2=$2]\")", "\"[1=ab][2=]cd\"")]
    [InlineData("matches(\"foobar\", \"^fo*b\")", "true")]
    [InlineData("matches(\"abab\", \"^(ab)\\1$\")", "true")]
    [InlineData("matches(\"FOO\", \"foo\", \"i\")", "true")]
    [InlineData("split(\"a;b;;c\", \";\")", "[\"a\", \"b\", \"\", \"c\"]")]
    [InlineData("string join([\"a\", null, \"c\"], \"-\")", "\"a-c\"")]
    [InlineData("string(1.50) + string(true) + string([1, \"a\"])", "\"1.5true[1, \\\"a\\\"]\"")]
    [InlineData("number(\"1 000,50\", \" \", \",\")", "1000.5")]
    [InlineData("string length(\"占道\")", "2")]
    [InlineData("\"占\" + \"道\" = \"占道\"", "true")]
    public void Strings(string text, string expected) => Assert.Equal(expected, Feel.Evaluate(text).ToString());

    [Theory]
    [InlineData("min([3, 1, 2]) + max(1, 5)", "6")]
    [InlineData("sum([@\"P1D\", @\"PT1H\"])", "@\"P1DT1H\"")]
    [InlineData("median(8, 2, 5, 3, 4)", "4")]
    [InlineData("mode([6, 3, 9, 6, 6, 3, 3])", "[3, 6]")]
    [InlineData("insert before([1, 3], 1, 2)", "[2, 1, 3]")]
    [InlineData("remove([1, 2, 3], -1)", "[1, 2]")]
    [InlineData("list replace([2, 4, 7], function(item, newItem) item < newItem, 5)", "[5, 5, 7]")]
    [InlineData("index of([1, 2, 3, 2], 2)", "[2, 4]")]
    [InlineData("union([1, 2], [2, 3])", "[1, 2, 3]")]
    [InlineData("flatten([[1, 2], [[3]], 4])", "[1, 2, 3, 4]")]
    [InlineData("sublist([4, 5, 6], 1, 2)", "[4, 5]")]
    [InlineData("all([true, null])", "error")]
    [InlineData("any([true, null])", "true")]
    [InlineData("get value(context put({a: {b: 1}}, [\"a\", \"b\"], 2), \"a\")", "{b: 2}")]
    [InlineData("context merge([{a: 1}, {a: 2, b: 3}])", "{a: 2, b: 3}")]
    [InlineData("get entries({a: 1})", "[{key: \"a\", value: 1}]")]
    public void Lists_and_contexts(string text, string expected) => Assert.Equal(expected, Say(text));

    [Theory]
    [InlineData("date(2026, 2, 28) + @\"P1D\"", "@\"2026-03-01\"")]
    [InlineData("@\"2026-03-01\" - @\"2026-02-01\"", "@\"P28D\"")]
    [InlineData("@\"2026-02-01T10:00:00@Asia/Shanghai\" = @\"2026-02-01T02:00:00Z\"", "true")]
    [InlineData("@\"2026-02-01T10:00:00\" < @\"2026-02-01T10:00:00Z\"", "error")]
    [InlineData("@\"23:30:00\" + @\"PT1H\"", "@\"00:30:00\"")]
    [InlineData("week of year(@\"2027-01-01\")", "53")]
    [InlineData("day of year(@\"2028-12-31\")", "366")]
    [InlineData("duration(\"P1Y2M\") instance of years and months duration", "true")]
    [InlineData("@\"P13M\".years", "1")]
    [InlineData("today()", "error")]
    [InlineData("date(\"-0001-01-01\") < date(\"0001-01-01\")", "true")]
    [InlineData("[@\"2026-01-01\"..@\"2026-12-31\"].end", "@\"2026-12-31\"")]
    [InlineData("before([1..5), 5) and meets([1..5], [5..8]) and during(3, [1..5]) and includes([1..9], [2..3])", "true")]
    [InlineData("range(\"[1..3)\") = [1..3)", "true")]
    public void Dates_times_and_ranges(string text, string expected) => Assert.Equal(expected, Say(text));

    [Fact]
    public void The_day_is_the_one_that_is_given()
    {
        var settings = new FeelSettings { Now = new DateTimeOffset(2026, 7, 1, 8, 0, 0, TimeSpan.FromHours(8)) };
        Assert.Equal("@\"2026-07-01\"", Feel.Parse("today()").Evaluate(null, settings).ToString());
    }

    [Theory]
    [InlineData("count([x])", "1")]
    [InlineData("x + 1", "unknown")]
    [InlineData("if x > 1 then 2 else 3", "unknown")]
    [InlineData("x > 1 or true", "true")]
    [InlineData("x > 1 and 1 > 2", "false")]
    [InlineData("sum([1, x])", "unknown")]
    [InlineData("some i in [1, x] satisfies i > 0", "true")]
    [InlineData("some i in [x] satisfies i > 0", "unknown")]
    [InlineData("[1, 2][item > x]", "unknown")]
    [InlineData("list contains([x], 1)", "unknown")]
    [InlineData("[1, x] = [1, 2]", "unknown")]
    [InlineData("[1, x] = [2, 2]", "false")]
    [InlineData("x = null", "true")]
    [InlineData("x instance of number", "unknown")]
    [InlineData("not(x)", "unknown")]
    public void What_hangs_on_a_fact_not_established_is_unknown(string text, string expected)
    {
        var value = Feel.Parse(text).EvaluateFacts(FeelContext.Empty);
        Assert.Equal(expected, value.IsUnknown ? "unknown" : value.ToString());
    }

    private static string Say(string text) => Feel.Evaluate(text) is var value && value.IsError ? "error" : value.ToString();
}
