using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Wardmote.Discretion;
using Wardmote.Dmn;
using Wardmote.Dmn.Tables;
using Wardmote.Law;
using Wardmote.Store.LawPacks;

namespace Wardmote.Bench;

/// <summary>
/// Decision tables: matching against zen-engine on the same JSON with the same explained answer, analysis by rows and columns, and a million past cases decided again. One run, so that both
/// sides of each ratio saw the same machine. zen-engine comes from npm into a folder of its own and is never part of the project.
/// </summary>
internal static class StandardsBench
{
    public static int Run(string[] settings)
    {
        var root = settings is [var named, ..] ? named : "law";
        var law = LawReader.ReadInstalled(root);
        var standard = law.Standards.First(s => s.Id == "cq-bridge-vending");
        Console.WriteLine($"{DateTimeOffset.UtcNow:yyyy-MM-dd HH:mm} UTC, {Environment.ProcessorCount} cores, load {Machine.Load}, .NET {Environment.Version}\n");
        Match(standard);
        Analyse();
        Million(standard);
        Console.WriteLine($"\nload at the end {Machine.Load}");
        return 0;
    }

    /// <summary>Facts as JSON text in, verdict with the reasons of every row as JSON text out: what a caller over a wire would have.</summary>
    private static void Match(DiscretionStandard standard)
    {
        const int cases = 400;
        var random = new Random(3);
        var facts = Enumerable.Range(0, cases).Select(_ => JsonSerializer.Serialize(RandomFacts(standard, random))).ToList();
        string Explained(string json)
        {
            var weighed = Weigh.On(standard, null, PartyKind.Individual, JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!);
            return JsonSerializer.Serialize(new { row = weighed.Rule, tier = weighed.Tier, fine = weighed.Fine, why = weighed.Why, whyNot = weighed.WhyNot });
        }

        var table = Table(standard);
        // Text in, text out, as a script has it on zen's side; the answer names the row, its tier and sum, and for every other row the facts that keep it from fitting.
        var slots = CompiledStandard.Of(standard).Slots();
        var written = new System.Buffers.ArrayBufferWriter<byte>(8_192);
        var utf8 = new byte[4_096];
        string Compiled(string json)
        {
            slots.Read(PartyKind.Individual, utf8.AsSpan(0, System.Text.Encoding.UTF8.GetBytes(json, utf8)));
            written.ResetWrittenCount();
            slots.Write(null, written);
            return System.Text.Encoding.UTF8.GetString(written.WrittenSpan);
        }

        var ours = Median(facts, Compiled, 200_000);
        var explained = Median(facts, Explained, 6_000);
        void Line(string engine, Cost cost) => Console.WriteLine($"| {engine} | {cost.Clock:0.00} | {cost.Clock / ours.Clock:0.0} | {cost.Cpu:0.00} | {cost.Cpu / ours.Cpu:0.0} |");
        Console.WriteLine("### Matching, JSON facts in, the row and why the others did not fit out\n");
        Console.WriteLine($"{standard.Id}: {standard.Facts.Count} facts, {table.Rules.Count} lines of {standard.Tiers.Count} rows (individual), {cases} random cases, medians of 5 rounds.\n");
        Console.WriteLine($"One answer of ours: {Compiled(facts[0])}\n");
        Console.WriteLine("| engine | µs a case by the clock | ratio | µs of processor time | ratio |\n|---|---:|---:|---:|---:|");
        Line("compiled standard", ours);
        Line("explained weighing (sentences in three languages)", explained);
        var rows = facts.Select(f => JsonDocument.Parse(Compiled(f)).RootElement.GetProperty("row").GetInt32()).ToList();
        if (ZenTime(standard, table, facts, rows) is { } zen)
        {
            Line("zen-engine (with trace)", zen.Traced);
            Line("zen-engine (answer only, no reasons)", zen.Plain);
            Console.WriteLine($"\nOne traced answer of zen's ({zen.One.Length} characters): {zen.One}");
            Console.WriteLine($"\nSame row in {zen.Same} of {cases} cases. zen-engine {zen.Version}.");
        }
        else
        {
            Console.WriteLine("\nzen-engine could not be installed or run: no ratio in this run.");
        }
    }

    private static DecisionTable Table(DiscretionStandard standard)
    {
        var inputs = standard.Facts.Select(f => new TableInput(f.Name, CompiledStandard.TypeOf(f))).ToList();
        return new DecisionTable(inputs, standard.Tiers.SelectMany((t, i) => t.Who is PartyKind.Entity ? [] : t.Any.Select(a => new TableRule($"{i + 1}", [.. inputs.Select(x => a.GetValueOrDefault(x.Name, "-"))]))));
    }

    private static Dictionary<string, object> RandomFacts(DiscretionStandard standard, Random random) => standard.Facts.ToDictionary(f => f.Name, f => (object)(f.Type switch
    {
        "boolean" => random.Next(2) == 0,
        "integer" => random.Next(1, 5),
        _ => random.Next(0, 24) / 4m,
    }));

    /// <summary>Microseconds a case, by the clock and of processor time (all threads of the process): on a machine shared with other work only the second says what a case costs.</summary>
    private sealed record Cost(double Clock, double Cpu);

    private static Cost Median(List<string> facts, Func<string, string> one, int count)
    {
        var rounds = new List<Cost>();
        using var self = Process.GetCurrentProcess();
        for (var round = 0; round < 7; round++)
        {
            self.Refresh();
            var (clock, cpu) = (Stopwatch.StartNew(), self.TotalProcessorTime);
            for (var i = 0; i < count; i++)
            {
                one(facts[i % facts.Count]);
            }

            var wall = clock.Elapsed.TotalMicroseconds;
            self.Refresh();
            rounds.Add(new Cost(wall / count, (self.TotalProcessorTime - cpu).TotalMicroseconds / count));
        }

        // The first two rounds are the compiler's.
        return new Cost(rounds.Skip(2).Select(r => r.Clock).Order().ElementAt(2), rounds.Skip(2).Select(r => r.Cpu).Order().ElementAt(2));
    }

    private static (Cost Traced, Cost Plain, int Same, string Version, string One)? ZenTime(DiscretionStandard standard, DecisionTable table, List<string> facts, List<int> ours)
    {
        var folder = Path.Combine(Path.GetTempPath(), "wardmote-bench-zen");
        Directory.CreateDirectory(folder);
        // zen's own unary language reads =, <=, ranges and booleans as FEEL does here.
        var content = new
        {
            nodes = new object[]
            {
                new { id = "in", name = "in", type = "inputNode", position = new { x = 0, y = 0 } },
                new
                {
                    id = "table", name = "table", type = "decisionTableNode", position = new { x = 200, y = 0 },
                    content = new
                    {
                        hitPolicy = "first",
                        inputs = table.Inputs.Select(i => new { id = "i_" + i.Name, name = i.Name, type = "expression", field = i.Name }),
                        outputs = new[] { new { id = "o_row", name = "row", type = "expression", field = "row" } },
                        rules = table.Rules.Select((r, n) => table.Inputs.Select((i, c) => (Key: "i_" + i.Name, Cell: r.Cells[c] == "-" ? "" : r.Cells[c]))
                            .Append(("o_row", r.Id)).Append(("_id", $"r{n}")).ToDictionary(x => x.Item1, x => x.Item2)),
                    },
                },
                new { id = "out", name = "out", type = "outputNode", position = new { x = 400, y = 0 } },
            },
            edges = new object[] { new { id = "e1", sourceId = "in", targetId = "table", type = "edge" }, new { id = "e2", sourceId = "table", targetId = "out", type = "edge" } },
        };
        File.WriteAllText(Path.Combine(folder, "table.json"), JsonSerializer.Serialize(content));
        File.WriteAllText(Path.Combine(folder, "facts.json"), $"[{string.Join(",", facts)}]");
        File.WriteAllText(Path.Combine(folder, "rows.json"), JsonSerializer.Serialize(ours));
        File.WriteAllText(Path.Combine(folder, "run.mjs"), """
            import { ZenEngine } from '@gorules/zen-engine';
            import fs from 'node:fs';
            const read = f => JSON.parse(fs.readFileSync(f, 'utf8'));
            const engine = new ZenEngine();
            const decision = engine.createDecision(fs.readFileSync('table.json'));
            const texts = read('facts.json').map(f => JSON.stringify(f)), rows = read('rows.json');
            let same = 0, traced = '';
            for (let i = 0; i < texts.length; i++) { const a = await decision.evaluate(JSON.parse(texts[i])); if ((a.result?.row ?? 0) === rows[i]) same++; if (i === 0) traced = JSON.stringify(await decision.evaluate(JSON.parse(texts[0]), { trace: true })); }
            const time = async (count, options) => { const rounds = []; for (let r = 0; r < 6; r++) { const c = process.cpuUsage(), t = process.hrtime.bigint(); for (let i = 0; i < count; i++) JSON.stringify(await decision.evaluate(JSON.parse(texts[i % texts.length]), options)); const wall = Number(process.hrtime.bigint() - t) / 1000 / count, used = process.cpuUsage(c); rounds.push([wall, (used.user + used.system) / count]); } return [0, 1].map(i => rounds.slice(1).map(r => r[i]).sort((a, b) => a - b)[2]); };
            console.log(JSON.stringify({ traced: await time(1500, { trace: true }), plain: await time(1500, {}), same, one: traced, version: read('node_modules/@gorules/zen-engine/package.json').version }));
            """);
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "@gorules", "zen-engine")) && Shell(folder, "npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", folder, "@gorules/zen-engine") is null)
        {
            return null;
        }

        if (Shell(folder, "node", "run.mjs") is not { } said)
        {
            return null;
        }

        using var answer = JsonDocument.Parse(said.Trim().Split('\n')[^1]);
        var a = answer.RootElement;
        Cost CostOf(string name) => new(a.GetProperty(name)[0].GetDouble(), a.GetProperty(name)[1].GetDouble());
        return (CostOf("traced"), CostOf("plain"), a.GetProperty("same").GetInt32(), a.GetProperty("version").GetString()!, a.GetProperty("one").GetString()!);
    }

    private static string? Shell(string folder, string program, params string[] words)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, words) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEndAsync();
            var said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                Console.Error.WriteLine($"{program}: {errors.Result}");
            }

            return process.ExitCode == 0 ? said : null;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            Console.Error.WriteLine(e.Message);
            return null;
        }
    }

    /// <summary>Tables as people write them: every fact cut into three ranges, rows that ask some of them.</summary>
    private static void Analyse()
    {
        Console.WriteLine("\n### Analysis: gaps, overlaps, shadowed rows, exact\n\n| columns | rows | ms | gaps listed | overlaps listed | complete |\n|---:|---:|---:|---:|---:|---|");
        foreach (var (columns, rows) in new[] { (4, 10), (6, 20), (8, 20), (8, 50), (12, 30), (12, 100), (16, 60), (20, 100) })
        {
            var random = new Random((columns * 1000) + rows);
            string[] cells = ["-", "-", "< 10", "[10..50]", "> 50", ">= 10"];
            var table = new DecisionTable(
                Enumerable.Range(0, columns).Select(c => new TableInput($"f{c}", FactType.Number, ">= 0")),
                Enumerable.Range(0, rows).Select(r => new TableRule($"{r + 1}", [.. Enumerable.Range(0, columns).Select(_ => cells[random.Next(cells.Length)])])));
            var times = new List<double>();
            TableAnalysis? found = null;
            for (var i = 0; i < 4; i++)
            {
                var clock = Stopwatch.StartNew();
                found = table.Compile().Analyse();
                times.Add(clock.Elapsed.TotalMilliseconds);
            }

            Console.WriteLine($"| {columns} | {rows} | {times.Skip(1).Order().ElementAt(1):0.0} | {found!.Gaps.Count} | {found.Overlaps.Count} | {(found.IsComplete ? "yes" : "no: " + string.Join("; ", found.Shortfalls))} |");
        }
    }

    private static void Million(DiscretionStandard standard)
    {
        const int count = 1_000_000;
        var random = new Random(9);
        var kinds = Enumerable.Range(0, 20_000).Select(_ => JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(JsonSerializer.Serialize(RandomFacts(standard, random)))!).ToList();
        var draft = Revised.With(standard, 5, standard.Tiers[4] with { Fine = new YuanRange(100, 180) });
        var cases = Enumerable.Range(0, count).Select(i => new PastCase("", "", i % 3 == 0 ? PartyKind.Entity : PartyKind.Individual, kinds[i % kinds.Count], null));
        Impact.Of(standard, draft, cases.Take(50_000), 0);
        var (clock, cpu) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
        var impact = Impact.Of(standard, draft, cases, 200);
        var (wall, used) = (clock.Elapsed.TotalSeconds, (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds);
        Console.WriteLine($"\n### A million past cases decided again, under the standard in force and under a draft, on one thread\n\n{impact.Total:N0} cases (facts as JSON values, 20,000 different), {impact.Changed:N0} turn out otherwise: {wall:0.00} s by the clock, {used:0.00} s of processor time (collector included).");
    }
}
