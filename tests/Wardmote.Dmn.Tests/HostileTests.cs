using System.Diagnostics;
using System.Text;
using Wardmote.Dmn.Models;

namespace Wardmote.Dmn.Tests;

/// <summary>Texts that want to hang or crash whoever reads them. Each must end soon, with a reason.</summary>
public class HostileTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    public static TheoryData<string> Endless => new()
    {
        "for a in 1..1000000000 return a",
        "for a in 1..100000, b in 1..100000 return 0",
        "count(for a in 1..100000000000000 return a)",
        "every a in 1..1000000000 satisfies a > 0",
        "{f: function(x) f(x), r: f(1)}.r",
        "{f: function(x) f(x) + f(x), r: f(1)}.r",
        "{f: function(x) if x = 0 then 1 else f(x - 1) + f(x - 1), r: f(60)}.r",
        "{s: for i in 1..60 return if i = 1 then \"aaaaaaaaaa\" else partial[-1] + partial[-1]}.s[-1]",
        "{l: for i in 1..60 return if i = 1 then [1] else concatenate(partial[-1], partial[-1])}.l[-1]",
        "{a: for i in 1..64 return if i = 1 then [1, 2] else [partial[-1], partial[-1]], b: for i in 1..64 return if i = 1 then [1, 2] else [partial[-1], partial[-1]], r: a = b}.r",
        "flatten((for i in 1..64 return if i = 1 then [1, 2] else [partial[-1], partial[-1]])[-1])",
        "string((for i in 1..64 return if i = 1 then [1, 2] else [partial[-1], partial[-1]])[-1])",
        "{l: (for i in 1..200000 return if i = 1 then [1] else [partial[-1]])[-1], m: (for i in 1..200000 return if i = 1 then [1] else [partial[-1]])[-1], r: l = m}.r",
        "{l: (for i in 1..200000 return if i = 1 then 1 else (= partial[-1]))[-1], m: (for i in 1..200000 return if i = 1 then 1 else (= partial[-1]))[-1], r: l = m}.r",
        "{l: (for i in 1..200000 return if i = 1 then [1] else [[2], partial[-1]])[-1], r: [3] in l}.r",
        "distinct values((for i in 1..100000 return [[i]]))",
        "for i in 1..5000000 return matches(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaa!\", \"(a+)+$\")",
        "matches(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\", \"((a+)+)\\1$\")",
        "for i in 1..100000 return matches(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\", \"((a+)+)\\1$\")",
        "matches(\"aaaa\", \"((((a{1,100}){1,100}){1,100}){1,100}){1,100}\")",
        "replace(string join(for i in 1..10000 return \"aaaaaaaaaa\", \"\"), \"a\", \"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\")",
        "9 ** 99999999999",
        "1.0000001 ** 999999",
        "exp(99999999)",
        "sort(for i in 1..300000 return 300000 - i, function(a, b) a < b)",
        "list contains(for i in 1..4000 return string join(for j in 1..1000 return \"x\"), \"y\")",
    };

    [Theory]
    [MemberData(nameof(Endless))]
    public void An_evaluation_without_end_is_ended(string text)
    {
        var clock = Stopwatch.StartNew();
        var value = Feel.Evaluate(text);
        _ = value.ToString();
        Assert.True(clock.Elapsed < Patience, $"{clock.Elapsed} for {text}");
    }

    public static TheoryData<string, int> Deep => new()
    {
        { "(", 100_000 }, { "[", 100_000 }, { "-", 100_000 }, { "{a:", 60_000 }, { "(<", 60_000 }, { "not(", 40_000 }, { "if ", 60_000 },
        { "for a in ", 20_000 }, { "function(a) ", 15_000 }, { "1+", 90_000 }, { "a.", 90_000 }, { "a(", 90_000 }, { "]1..", 50_000 },
        { "x in (", 30_000 }, { "x instance of list<", 10_000 }, { "list<", 30_000 }, { "true or ", 20_000 }, { "1 ** ", 30_000 }, { "\"a\"[", 30_000 },
        { "a a a ", 30_000 }, { "a - ", 40_000 },
    };

    [Theory]
    [MemberData(nameof(Deep))]
    public void Text_nested_without_end_is_refused_or_stopped(string part, int times)
    {
        var text = new StringBuilder().Insert(0, part, times).ToString();
        foreach (var whole in (string[])[text, text + "1", "x instance of " + text, text + "1" + new string(')', Math.Min(times, 50_000))])
        {
            var clock = Stopwatch.StartNew();
            try
            {
                _ = Feel.Evaluate(whole).ToString();
            }
            catch (FeelParseException refusal)
            {
                Assert.NotEmpty(refusal.Reason);
            }

            try
            {
                _ = UnaryTests.Parse(whole).Matches(FeelValue.From(1));
            }
            catch (FeelParseException refusal)
            {
                Assert.NotEmpty(refusal.Reason);
            }

            Assert.True(clock.Elapsed < Patience, $"{clock.Elapsed} for {part} {times} times");
        }
    }

    [Fact]
    public void Texts_made_of_random_words_are_refused_or_answered()
    {
        string[] words =
        [
            "1", "a", "(", ")", "[", "]", "{", "}", ":", ",", "..", "<", "<=", "=", "!=", "+", "-", "*", "**", "/", ".", "\"s\"", "@\"2020-01-01\"",
            "if", "then", "else", "for", "in", "return", "some", "every", "satisfies", "and", "or", "not", "instance of", "number", "list", "function",
            "?", "null", "true", "count", "date", "and time", "between", "sum", "item", "partial", "\"", "@", "//", "/*", "é", "😀", "0x", "1e9999", "range",
        ];
        var chance = new Random(11);
        for (var i = 0; i < 30_000; i++)
        {
            var text = string.Join(chance.Next(3) == 0 ? "" : " ", Enumerable.Range(0, chance.Next(1, 14)).Select(_ => words[chance.Next(words.Length)]));
            try
            {
                _ = Feel.Evaluate(text, FeelContext.Of(("a", FeelValue.From(3)))).ToString();
                _ = UnaryTests.Parse(text).Matches(FeelValue.From(3));
            }
            catch (FeelParseException)
            {
                // Refused, as it should be.
            }
        }
    }

    [Fact]
    public void Every_function_and_sign_takes_any_values_with_an_answer()
    {
        string[] functions =
        [
            "decimal", "floor", "ceiling", "round up", "round down", "round half up", "round half down", "abs", "modulo", "sqrt", "log", "exp", "odd", "even",
            "substring", "string length", "upper case", "lower case", "substring before", "substring after", "contains", "starts with", "ends with", "replace",
            "matches", "split", "string join", "not", "all", "any", "is", "list contains", "count", "min", "max", "sum", "product", "mean", "median", "stddev", "mode",
            "sublist", "append", "concatenate", "insert before", "remove", "list replace", "reverse", "index of", "union", "distinct values", "flatten", "sort",
            "get value", "get entries", "context", "context put", "context merge", "date", "date and time", "time", "duration", "years and months duration",
            "day of year", "day of week", "month of year", "week of year", "string", "number", "before", "after", "meets", "met by", "overlaps", "overlaps before",
            "overlaps after", "finishes", "finished by", "includes", "during", "starts", "started by", "coincides", "range", "now", "today",
        ];
        string[] values =
        [
            "0", "-1", "2", "0.5", "79228162514264337593543950335", "-79228162514264337593543950335", "0.0000000000000000000000000001", "6176", "-6111", "1e99", "null", "true",
            "\"\"", "\"a\"", "\"😀\"", "\"[1..2]\"", "\"(\"", "\"2020-01-01\"", "\"P1D\"", "[]", "[1, 2, 3]", "[null, \"a\", [1]]", "[[1..2]]", "{}", "{a: 1}", "{key: \"a\", value: 2}",
            "@\"999999999-12-31\"", "@\"-999999999-01-01\"", "@\"2024-02-29\"", "@\"23:59:59.999999999\"", "@\"00:00:00@Asia/Shanghai\"", "@\"999999999-12-31T23:59:59Z\"",
            "@\"0001-01-01T00:00:00@America/New_York\"", "@\"P999999999999D\"", "@\"-P999999999999999Y\"", "@\"PT0.000000001S\"", "[1..2]", "(> 3)", "(!= 1)", "[\"a\"..null]",
            "function(a, b) a < b", "function() 1", "sum", "(for i in 1..3 return i)", "1/0",
        ];
        string[] signs = ["+", "-", "*", "/", "**", "=", "<", ">=", "in", "and", "or"];
        var chance = new Random(17);
        string Any() => values[chance.Next(values.Length)];
        for (var i = 0; i < 40_000; i++)
        {
            var text = chance.Next(4) switch
            {
                0 => $"({Any()}) {signs[chance.Next(signs.Length)]} ({Any()})",
                1 => $"for i in {Any()}..{Any()} return i",
                _ => $"{functions[chance.Next(functions.Length)]}({string.Join(", ", Enumerable.Range(0, chance.Next(0, 4)).Select(_ => Any()))})",
            };
            var value = Feel.Parse(text).Evaluate(null, new FeelSettings { Steps = 20_000 });
            Assert.NotNull(value.ToString());
            Assert.True(value is not FeelNull { Problem: null } || text.Contains("null", StringComparison.Ordinal) || text.Contains("end", StringComparison.Ordinal), $"a silent null from {text}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("not xml")]
    [InlineData("<a/>")]
    [InlineData("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>")]
    [InlineData("<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\"")]
    public void What_is_no_model_is_refused(string xml) => Assert.Throws<DmnRefusedException>(() => DmnModel.Read(xml));

    [Fact]
    public void A_model_that_goes_in_circles_says_so()
    {
        const string head = "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" namespace=\"n\" name=\"m\">";
        var model = DmnModel.Read(head + """
            <import namespace="n2" name="again"/>
            <itemDefinition name="tA"><itemComponent name="b"><typeRef>tA</typeRef></itemComponent></itemDefinition>
            <decision id="a" name="a"><variable name="a"/><informationRequirement><requiredDecision href="#b"/></informationRequirement>
              <literalExpression><text>b + 1</text></literalExpression></decision>
            <decision id="b" name="b"><variable name="b" typeRef="tA"/><informationRequirement><requiredDecision href="#a"/></informationRequirement>
              <literalExpression><text>a + 1</text></literalExpression></decision>
            <decision id="c" name="c"><literalExpression><text>1 +</text></literalExpression></decision>
            </definitions>
            """, _ => head + "<import namespace=\"n\" name=\"back\"/></definitions>");
        Assert.Contains("depends on itself", model.Evaluate("a").ToString(), StringComparison.Ordinal);
        Assert.True(model.Evaluate("c").IsError);
        Assert.NotEmpty(model.Problems);
    }
}
