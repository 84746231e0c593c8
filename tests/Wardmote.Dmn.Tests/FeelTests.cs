namespace Wardmote.Dmn.Tests;

public class FeelTests
{
    [Theory]
    [InlineData("1 + 2 * 3", "7")]
    [InlineData("-3 ** 2", "9")]
    [InlineData("(1 + 2) * 3", "9")]
    [InlineData("0.1 + 0.2", "0.3")]
    [InlineData("if 1 < 2 then \"a\" else \"b\"", "\"a\"")]
    [InlineData("for x in 1..3, y in [10, 20] return x + y", "[11, 21, 12, 22, 13, 23]")]
    [InlineData("for i in 0..4 return if i = 0 then 1 else i * partial[-1]", "[1, 1, 2, 6, 24]")]
    [InlineData("some x in [1, 2] satisfies x > 1", "true")]
    [InlineData("every x in [] satisfies x > 1", "true")]
    [InlineData("[1, 2, 3][item > 1]", "[2, 3]")]
    [InlineData("[{a b: 1}, {a b: 2}][a b = 2].a b", "[2]")]
    [InlineData("[1, 2, 3][-1]", "3")]
    [InlineData("{a: 1, b: a + 1}.b", "2")]
    [InlineData("{f: function(n: number) if n < 2 then 1 else n * f(n - 1)}.f(10)", "3628800")]
    [InlineData("date and time(\"2026-03-04T05:06:07Z\").time offset", "@\"PT0S\"")]
    [InlineData("@\"2024-01-31\" + @\"P1M\"", "@\"2024-02-29\"")]
    [InlineData("string length(\"a😀b\")", "3")]
    [InlineData("substring(\"😀bc\", 2)", "\"bc\"")]
    [InlineData("5 in (1, [4..6))", "true")]
    [InlineData("[1..3] instance of range<number>", "true")]
    [InlineData("null and false", "false")]
    [InlineData("sort([3, 1, 2], function(a, b) a > b)", "[3, 2, 1]")]
    [InlineData("day of week(@\"2026-11-24\")", "\"Tuesday\"")]
    [InlineData("years and months duration(@\"2020-02-29\", @\"2021-02-28\")", "@\"P11M\"")]
    public void An_expression_has_its_value(string text, string expected) => Assert.Equal(expected, Feel.Evaluate(text).ToString());

    [Theory]
    [InlineData("null and true")]
    [InlineData("1 / 0")]
    [InlineData("1 + \"a\"")]
    [InlineData("nobody")]
    [InlineData("79228162514264337593543950335 * 10")]
    [InlineData("date(\"2026-02-30\")")]
    public void What_goes_wrong_is_a_null_with_reason_and_place(string text)
    {
        var value = Assert.IsType<FeelNull>(Feel.Evaluate(text));
        Assert.NotNull(value.Problem);
        Assert.NotEmpty(value.Problem.Reason);
        Assert.True(value.Problem.Position >= 0);
    }

    [Theory]
    [InlineData("1 +", 3)]
    [InlineData("[1, 2", 5)]
    [InlineData("a b c )", 6)]
    [InlineData("\"open", 0)]
    public void What_cannot_be_read_is_refused_with_its_place(string text, int position)
    {
        var refusal = Assert.Throws<FeelParseException>(() => Feel.Parse(text));
        Assert.Equal(position, refusal.Position);
    }

    [Fact]
    public void Names_may_hold_spaces_and_where_known_signs()
    {
        var context = FeelContext.Of(("gross-net", FeelValue.From(5)), ("site area", FeelValue.From(12)));
        Assert.Equal("17", Feel.Evaluate("gross-net + site  area", context).ToString());
    }

    [Theory]
    [InlineData("\"合格\"，\"不合格\"", "write ,")]
    [InlineData("“合格”", "write \"")]
    [InlineData("［1..5］", "write [")]
    [InlineData("面积 ＞ 5", "write >")]
    public void Signs_as_Chinese_typing_gives_them_are_refused_with_the_right_one(string text, string hint) =>
        Assert.EndsWith(hint, Assert.Throws<FeelParseException>(() => UnaryTests.Parse(text)).Reason, StringComparison.Ordinal);

    [Fact]
    public void A_known_name_may_hold_them_all_the_same()
    {
        var context = FeelContext.Of(("面积（平方米）", FeelValue.From(12)), ("占道经营", FeelValue.True));
        Assert.Equal("24", Feel.Evaluate("if 占道经营 then 面积（平方米）* 2 else 0", context).ToString());
    }

    [Theory]
    [InlineData("-", "5", true)]
    [InlineData("< 5", "5", false)]
    [InlineData("<= 5", "5", true)]
    [InlineData("[1..5)", "5", false)]
    [InlineData("1, 2, > 7", "8", true)]
    [InlineData("not(1, 2)", "3", true)]
    [InlineData("not(1, 2)", "2", false)]
    [InlineData("? > 3 and ? < 9", "4", true)]
    [InlineData("odd(?)", "4", false)]
    [InlineData("\"a\", \"b\"", "\"b\"", true)]
    [InlineData("true", "false", false)]
    [InlineData("null", "null", true)]
    [InlineData("null", "1", false)]
    [InlineData("not(null)", "1", true)]
    [InlineData("not(null)", "null", false)]
    [InlineData("@\"2025-07-01\"", "@\"2025-07-01\"", true)]
    [InlineData(">= date(\"2025-07-01\")", "@\"2025-06-30\"", false)]
    [InlineData("< limit", "4", true)]
    public void A_cell_tests_its_input(string cell, string input, bool expected) =>
        Assert.Equal(expected, UnaryTests.Parse(cell).Matches(Feel.Evaluate(input), FeelContext.Of(("limit", FeelValue.From(5)))));

    [Theory]
    [InlineData("< 5")]
    [InlineData("not(\"a\")")]
    [InlineData("\"a\"")]
    [InlineData("? = \"a\"")]
    [InlineData("not(? = \"a\")")]
    [InlineData("true")]
    [InlineData("? in [1, 2]")]
    public void A_fact_not_established_is_neither_yes_nor_no(string cell) => Assert.Null(UnaryTests.Parse(cell).Matches(FeelValue.Null));

    [Fact]
    public void Another_fact_not_established_leaves_the_cell_open_unless_the_rest_decides()
    {
        var cell = UnaryTests.Parse("? > 3 and repeated");
        Assert.Null(cell.Matches(FeelValue.From(4)));
        Assert.False(cell.Matches(FeelValue.From(2)));
        Assert.True(cell.Matches(FeelValue.From(4), FeelContext.Of(("repeated", FeelValue.True))));
    }
}
