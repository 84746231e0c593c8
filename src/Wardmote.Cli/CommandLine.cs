using System.CommandLine;
using System.CommandLine.Help;
using Wardmote.Cli.Verbs;
using Wardmote.Store;
using Wardmote.Store.LawPacks;

namespace Wardmote.Cli;

/// <summary>The command line: one file per verb, one line per verb here.</summary>
public static class CommandLine
{
    private static readonly Func<Surroundings, Command>[] Verbs =
    [
        CheckVerb.Make,
        ItemsVerb.Make,
        PowersVerb.Make,
        RecogniseVerb.Make,
        DuplicatesVerb.Make,
        TrainVerb.Make,
        EvaluateVerb.Make,
        PhrasesVerb.Make,
        WeighVerb.Make,
        FenceVerb.Make,
        FencesVerb.Make,
        SeedVerb.Make,
        ReplayVerb.Make,
        VerifyVerb.Make,
        ExportVerb.Make,
        ExportVerb.MakeCheckpoint,
        ExportVerb.MakeCountersign,
        DmnVerb.Make,
        StandardVerb.Make,
        SimulateVerb.Make,
        LawVerb.Make,
    ];

    /// <summary>Runs one command and gives its exit code: 0 answered, 1 a finding, 2 wrong usage or an unknown code.</summary>
    public static int Run(string[] args, Surroundings at)
    {
        var root = new Command("wardmote", "Wardmote: administrative enforcement of towns and subdistricts") { new HelpOption() };
        foreach (var verb in Verbs)
        {
            root.Subcommands.Add(verb(at));
        }

        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                at.Err.WriteLine(error.Message);
            }

            at.Err.WriteLine($"see: wardmote {(parsed.CommandResult.Command == root ? "" : parsed.CommandResult.Command.Name + " ")}--help");
            return Surroundings.WrongUsage;
        }

        try
        {
            return parsed.Invoke(new InvocationConfiguration { Output = at.Out, Error = at.Err, EnableDefaultExceptionHandler = false });
        }
        catch (LawPackException e)
        {
            return at.Refuse($"the law cannot be read: {e.Message}");
        }
        catch (StoreUnavailable e)
        {
            return at.Refuse($"the database cannot be used: {e.Message}");
        }
    }
}
