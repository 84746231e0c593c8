using System.Text;
using Wardmote.Cli;

using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false));
using var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false));
return CommandLine.Run(args, new Surroundings(input, output, Console.Error, Surroundings.FindLaw()));
