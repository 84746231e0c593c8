using System.Text.Json;
using Wardmote.Cli;
using Wardmote.Tests.LawPacks;

namespace Wardmote.Tests.Cli;

/// <summary>What the command line said: exit code, answer, remarks.</summary>
internal sealed record Told(int Code, string Answer, string Remark)
{
    public JsonElement Json
    {
        get
        {
            using var read = JsonDocument.Parse(Answer);
            return read.RootElement.Clone();
        }
    }

    public static Told Of(params string[] args) => With("", args);

    /// <summary>The same with these words on standard input.</summary>
    public static Told With(string input, params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        return new Told(CommandLine.Run(args, new Surroundings(new StringReader(input), output, error, Installed.Root)), output.ToString(), error.ToString());
    }

    /// <summary>The same with a file of these words, put where the arguments say <c>FILE</c>.</summary>
    public static Told OfFile(string words, params string[] args)
    {
        var folder = Directory.CreateTempSubdirectory("wardmote-cli-").FullName;
        try
        {
            var file = Path.Combine(folder, "file.txt");
            File.WriteAllText(file, words);
            return Of([.. args.Select(a => a == "FILE" ? file : a)]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
