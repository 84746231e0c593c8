using System.Diagnostics;
using System.Text;
using Wardmote.Dmn.Tables;

namespace Wardmote.Dmn.Tests.Tables;

/// <summary>Debian's z3 is asked the same questions as our analysis; it is never used at run time.</summary>
public class OracleTests
{
    private static readonly string? Solver = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/bin").Select(d => Path.Combine(d, "z3")).FirstOrDefault(File.Exists);

    [Fact]
    public void Gaps_overlaps_and_shadows_are_those_z3_finds()
    {
        Assert.SkipWhen(Solver is null, "z3 is not installed (apt-get install z3)");
        var tables = new GeneratedTables(7);
        var questions = new StringBuilder();
        var claims = new List<(string Claim, bool Ours)>();
        for (var t = 0; t < 400; t++)
        {
            var (table, conditions, domains) = tables.Next(4, 6);
            var analysis = table.Compile().Analyse(cases: 100_000);
            Assert.True(analysis.IsComplete);
            questions.Append("(push)\n");
            for (var c = 0; c < domains.Count; c++)
            {
                var sort = table.Inputs[c].Type switch { FactType.Number => "Real", FactType.Text => "String", FactType.Boolean => "Bool", _ => "Int" };
                questions.Append($"(declare-const f{c} {sort})\n(assert {domains[c]})\n");
            }

            var rows = conditions.Select(cells => $"(and true {string.Join(' ', cells)})").ToList();
            Ask($"(not (or false {string.Join(' ', rows)}))", $"table {t} has a gap", analysis.Gaps.Count > 0);
            for (var i = 0; i < rows.Count; i++)
            {
                for (var j = i + 1; j < rows.Count; j++)
                {
                    Ask($"(and {rows[i]} {rows[j]})", $"table {t}, rows {i} and {j} overlap", analysis.Overlaps.Any(o => (o.First, o.Second) == (i, j)));
                }

                Ask($"(and {rows[i]} (not (or false {string.Join(' ', rows.Take(i))})))", $"table {t}, row {i} has a case of its own", analysis.Shadowed.All(s => s.Row != i));
            }

            questions.Append("(pop)\n");
        }

        var answers = Solve(questions.ToString());
        Assert.Equal(claims.Count, answers.Count);
        for (var i = 0; i < claims.Count; i++)
        {
            Assert.True(answers[i] == (claims[i].Ours ? "sat" : "unsat"), $"{claims[i].Claim}: we say {claims[i].Ours}, z3 says {answers[i]}");
        }

        void Ask(string condition, string claim, bool ours)
        {
            questions.Append($"(push)\n(assert {condition})\n(check-sat)\n(pop)\n");
            claims.Add((claim, ours));
        }
    }

    private static List<string> Solve(string questions)
    {
        using var z3 = Process.Start(new ProcessStartInfo(Solver!, "-in") { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var reading = z3.StandardOutput.ReadToEndAsync();
        z3.StandardInput.Write(questions);
        z3.StandardInput.Close();
        var text = reading.GetAwaiter().GetResult();
        z3.WaitForExit();
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }
}
