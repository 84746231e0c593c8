using Wardmote.Dmn.Tables;

namespace Wardmote.Dmn.Tests;

/// <summary>Slots used again and again answer as a match made for one case does, with the same reasons; also where cells are interpreted, and over more than 64 rows.</summary>
public sealed class TableSlotsTests
{
    [Theory]
    [InlineData("[10..50)")]
    [InlineData("> other")]
    public void They_answer_as_a_match_does(string odd)
    {
        var random = new Random(3);
        string[] cells = ["-", "< 10", odd, ">= 50"];
        var table = new DecisionTable(
            [new("n", FactType.Number), new("whole", FactType.Integer), new("flag", FactType.Boolean), new("other", FactType.Number)],
            Enumerable.Range(0, 150).Select(r => new TableRule($"{r}", [cells[random.Next(4)], cells[random.Next(4)], random.Next(3) switch { 0 => "true", 1 => "false", _ => "-" }, "-"]))).Compile();
        var slots = table.Slots();
        for (var i = 0; i < 200; i++)
        {
            FeelValue[] values = [Some(random.Next(80) / 2m), Some(random.Next(80) / 2m), Some(random.Next(2) == 0), Some(random.Next(60))];
            slots.Clear();
            for (var c = 0; c < values.Length; c++)
            {
                if (values[c] is FeelNumber n && i % 2 == 0)
                {
                    slots.Set(c, n.Value);
                }
                else if (!values[c].IsNull)
                {
                    slots.Set(c, values[c]);
                }
            }

            slots.Match();
            foreach (var row in table.Match(values).Explain())
            {
                Assert.Equal(row.Answer, slots[row.Row]);
                var (failed, open) = slots.Why(row.Row);
                Assert.Equal((Bits(row.Failed), Bits(row.Open)), (failed, open));
            }
        }

        FeelValue Some(object value) => random.Next(5) == 0 ? FeelValue.Unknown : value is bool b ? FeelValue.From(b) : FeelValue.From(Convert.ToDecimal(value));
    }

    private static ulong Bits(IEnumerable<int> columns) => columns.Aggregate(0UL, (bits, c) => bits | (1UL << c));
}
