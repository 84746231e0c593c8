#:property PublishAot=false
#:property RestorePackagesWithLockFile=false
#:project ../src/Wardmote.Store/Wardmote.Store.csproj

// Writes docs/rules-table.md: every rule of law/cn/rules.yaml, where it lives and the test that shows it, from docs/rules-homes.csv:
//
//     dotnet run scripts/rules-table.cs -- law docs
//
// The same files always give the same bytes; tests/Wardmote.Tests/Fences/RulesHomeTests.cs keeps the mapping complete and the table in step with it.
using System.Text;
using Wardmote.Store.LawPacks;

if (args is not [var law, var docs])
{
    Console.Error.WriteLine("usage: dotnet run scripts/rules-table.cs -- LAW DOCS");
    return 2;
}

var rules = LawReader.ReadInstalled(law).Rules.ToList();
var homes = File.ReadAllLines(Path.Combine(docs, "rules-homes.csv")).Skip(1).Where(l => l.Length > 0).Select(l => l.Split(',', 5)).ToDictionary(c => c[0]);
var text = new StringBuilder();
text.Append("""
    # Where each rule lives

    Written by `scripts/rules-table.cs` from `law/cn/rules.yaml` and `docs/rules-homes.csv`; change those, not this file.

    *fence*: a function in `Fences/` that answers clear, caution or stop, with its setting in `law/*/fences.yaml`. *guard*: an act refuses, or the journal does. *alert*: somebody is
    asked to look. *clock*: a term that runs. *template*: a document says it. *data*: a value of a law pack, with its check. *person*: no program can tell; why is said. *owed*: its
    home is a later piece of work, which is named.


    """.Replace("\r", ""));
foreach (var group in homes.Values.GroupBy(h => h[1]).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal))
{
    text.Append($"- {group.Key}: {group.Count()}\n");
}

text.Append("\n| rule | what the law wants | level | rests on | home | where | shown by | remark |\n|---|---|---|---|---|---|---|---|\n");
foreach (var rule in rules)
{
    if (!homes.TryGetValue(rule.Id, out var h))
    {
        Console.Error.WriteLine($"{rule.Id} has no home in rules-homes.csv");
        return 1;
    }

    text.Append($"| {rule.Id} | {Cell(rule.Condition)} | {rule.Level} | {Cell(rule.Basis)} | {h[1]} | {Cell(h[2])} | {(h[3].Length > 0 ? $"`{h[3]}`" : "")} | {Cell(h[4])} |\n");
}

File.WriteAllText(Path.Combine(docs, "rules-table.md"), text.ToString());
Console.WriteLine($"{rules.Count} rules");
return 0;

static string Cell(string words) => words.Replace("|", "\\|").Replace("\n", " ").Trim();
