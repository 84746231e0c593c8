using Wardmote.Dmn.Models;

namespace Wardmote.Dmn.Tests.Models;

public class ModelTests
{
    private const string Head = "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" namespace=\"urn:m\" name=\"m\">";

    [Theory]
    [InlineData("hitPolicy='UNIQUE'", 1, "\"low\"")]
    [InlineData("hitPolicy='UNIQUE'", 5, "error")]
    [InlineData("hitPolicy='ANY'", 5, "error")]
    [InlineData("hitPolicy='ANY'", 9, "\"high\"")]
    [InlineData("hitPolicy='FIRST'", 5, "\"low\"")]
    [InlineData("hitPolicy='PRIORITY'", 5, "\"high\"")]
    [InlineData("hitPolicy='RULE ORDER'", 5, "[\"low\", \"high\"]")]
    [InlineData("hitPolicy='OUTPUT ORDER'", 5, "[\"high\", \"low\"]")]
    [InlineData("hitPolicy='COLLECT'", 5, "[\"low\", \"high\"]")]
    [InlineData("hitPolicy='COLLECT' aggregation='COUNT'", 5, "2")]
    [InlineData("hitPolicy='COLLECT' aggregation='MAX'", 5, "\"low\"")]
    [InlineData("hitPolicy='COLLECT' aggregation='SUM'", 5, "error")]
    [InlineData("hitPolicy='COLLECT'", 100, "[]")]
    [InlineData("hitPolicy='UNIQUE'", 100, "error")]
    public void Each_hit_policy_has_its_answer(string policy, int n, string expected)
    {
        var model = DmnModel.Read(Head + $"""
            <inputData id="n" name="n"><variable name="n" typeRef="number"/></inputData>
            <decision id="d" name="d"><variable name="d"/><informationRequirement><requiredInput href="#n"/></informationRequirement>
            <decisionTable {policy}><input><inputExpression typeRef="number"><text>n</text></inputExpression></input>
              <output name="o" typeRef="string"><outputValues><text>"high", "low"</text></outputValues></output>
              <rule><inputEntry><text>&lt;= 5</text></inputEntry><outputEntry><text>"low"</text></outputEntry></rule>
              <rule><inputEntry><text>[5..9]</text></inputEntry><outputEntry><text>"high"</text></outputEntry></rule>
            </decisionTable></decision></definitions>
            """);
        Assert.Empty(model.Problems);
        var value = model.Evaluate("d", FeelContext.Of(("n", FeelValue.From(n))));
        Assert.Equal(expected, value.IsError ? "error" : value.ToString());
    }

    [Fact]
    public void Decisions_use_knowledge_services_and_imports()
    {
        var imported = "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" namespace=\"urn:lib\" name=\"lib\">"
            + "<itemDefinition name=\"tPair\"><itemComponent name=\"a-b\"><typeRef>number</typeRef></itemComponent></itemDefinition>"
            + "<businessKnowledgeModel id=\"k\" name=\"half of\"><variable name=\"half of\"/><encapsulatedLogic><formalParameter name=\"x\" typeRef=\"number\"/>"
            + "<literalExpression><text>x / 2</text></literalExpression></encapsulatedLogic></businessKnowledgeModel></definitions>";
        var model = DmnModel.Read(
            Head + """
            <import name="lib" namespace="urn:lib" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>
            <inputData id="p" name="p"><variable name="p" typeRef="lib.tPair"/></inputData>
            <decision id="a" name="a"><variable name="a" typeRef="number"/><informationRequirement><requiredInput href="#p"/></informationRequirement>
              <knowledgeRequirement><requiredKnowledge href="urn:lib#k"/></knowledgeRequirement>
              <literalExpression><text>lib.half of(p.a-b)</text></literalExpression></decision>
            <decision id="b" name="b"><variable name="b"/><informationRequirement><requiredDecision href="#a"/></informationRequirement>
              <context><contextEntry><variable name="f"/><functionDefinition><formalParameter name="n"/><literalExpression><text>if n &lt;= 0 then 0 else n + f(n - 1)</text></literalExpression></functionDefinition></contextEntry>
                <contextEntry><literalExpression><text>f(a)</text></literalExpression></contextEntry></context></decision>
            <decisionService id="s" name="s"><variable name="s"/><outputDecision href="#b"/><inputDecision href="#a"/></decisionService>
            <decision id="c" name="c"><variable name="c"/><knowledgeRequirement><requiredKnowledge href="#s"/></knowledgeRequirement>
              <literalExpression><text>s(4) + s(a: 2)</text></literalExpression></decision>
            <decision id="wrong" name="wrong"><variable name="wrong" typeRef="number"/><literalExpression><text>"text"</text></literalExpression></decision>
            </definitions>
            """,
            space => space == "urn:lib" ? imported : null);
        Assert.Empty(model.Problems);
        var inputs = FeelContext.Of(("p", FeelContext.Of(("a-b", FeelValue.From(10)))));
        Assert.Equal("5", model.Evaluate("a", inputs).ToString());
        Assert.Equal("15", model.Evaluate("b", inputs).ToString());
        Assert.Equal("13", model.Evaluate("c", inputs).ToString());
        Assert.Equal("6", model.Invoke("s", FeelContext.Of(("a", FeelValue.From(3)))).ToString());
        Assert.True(model.Evaluate("wrong").IsError);
        Assert.True(model.Evaluate("a", FeelContext.Of(("p", FeelValue.From("no pair")))).IsError);
        Assert.True(model.Evaluate("a").IsError);
        Assert.True(model.Evaluate("nobody").IsError);
    }

    [Theory]
    [InlineData("<conditional><if><literalExpression><text>1 = 1</text></literalExpression></if><then><literalExpression><text>\"y\"</text></literalExpression></then><else><literalExpression><text>\"n\"</text></literalExpression></else></conditional>", "\"y\"")]
    [InlineData("<for iteratorVariable=\"x\"><in><literalExpression><text>[1, 2]</text></literalExpression></in><return><literalExpression><text>x * x</text></literalExpression></return></for>", "[1, 4]")]
    [InlineData("<some iteratorVariable=\"x\"><in><literalExpression><text>[1, 2]</text></literalExpression></in><satisfies><literalExpression><text>x = 2</text></literalExpression></satisfies></some>", "true")]
    [InlineData("<every iteratorVariable=\"x\"><in><literalExpression><text>[1, 2]</text></literalExpression></in><satisfies><literalExpression><text>x = 2</text></literalExpression></satisfies></every>", "false")]
    [InlineData("<filter><in><literalExpression><text>[1, 2, 3]</text></literalExpression></in><match><literalExpression><text>item &gt; 1</text></literalExpression></match></filter>", "[2, 3]")]
    [InlineData("<list><literalExpression><text>1</text></literalExpression><literalExpression><text>\"b\"</text></literalExpression></list>", "[1, \"b\"]")]
    [InlineData("<relation><column name=\"a\"/><column name=\"b\"/><row><literalExpression><text>1</text></literalExpression><literalExpression><text>2</text></literalExpression></row></relation>", "[{a: 1, b: 2}]")]
    [InlineData("<invocation><literalExpression><text>substring</text></literalExpression><binding><parameter name=\"string\"/><literalExpression><text>\"abc\"</text></literalExpression></binding><binding><parameter name=\"start position\"/><literalExpression><text>2</text></literalExpression></binding></invocation>", "\"bc\"")]
    [InlineData("<literalExpression expressionLanguage=\"urn:other\"><text>1</text></literalExpression>", "error")]
    [InlineData("<conditional><if><literalExpression><text>true</text></literalExpression></if></conditional>", "error")]
    public void Boxed_expressions_have_their_value(string boxed, string expected)
    {
        var value = DmnModel.Read($"{Head}<decision id=\"d\" name=\"d\"><variable name=\"d\"/>{boxed}</decision></definitions>").Evaluate("d");
        Assert.Equal(expected, value.IsError ? "error" : value.ToString());
    }
}
