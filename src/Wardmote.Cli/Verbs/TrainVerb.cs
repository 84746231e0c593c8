using System.CommandLine;
using System.Security.Cryptography;
using Wardmote.Recognition;
using Wardmote.Store.LawPacks;

namespace Wardmote.Cli.Verbs;

/// <summary><c>wardmote train</c>: the model of a pack, byte for byte the same each time. 训练</summary>
internal static class TrainVerb
{
    public static Command Make(Surroundings at)
    {
        var to = new Option<string?>("--out") { Description = "where the model is written (default: the cache)", HelpName = "FILE" };
        var (pack, json) = (Choices.Pack(), Choices.Json());
        var verb = new Command("train", "Build the recognition model from the pack's titles and phrases") { to, pack, json };
        verb.SetAction(parsed =>
        {
            var (matters, phrases) = Reader.Text(at, parsed.GetValue(pack));
            var model = Reader.Train(at, matters, phrases);
            var bytes = model.Save();
            var file = parsed.GetValue(to);
            if (file is null)
            {
                KeptModels.Keep(KeptModels.DefaultFolder(), model.PackHash, bytes);
            }
            else
            {
                File.WriteAllBytes(file, bytes);
            }

            var sha = Convert.ToHexStringLower(SHA256.HashData(bytes));
            if (parsed.GetValue(json))
            {
                at.WriteJson(new { Model = model.Version, Sha256 = sha, Bytes = bytes.Length, Sentences = phrases.Count, Classes = model.Codes.Count, Pack = model.PackHash });
            }
            else
            {
                at.Out.WriteLine($"{model.Version}  {bytes.Length} bytes  sha256 {sha}  {phrases.Count} sentences, {model.Codes.Count} classes");
            }

            return Surroundings.Answered;
        });
        return verb;
    }
}
