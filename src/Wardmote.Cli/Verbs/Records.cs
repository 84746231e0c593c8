using System.CommandLine;
using Wardmote.Desk;
using Wardmote.Journal;
using Wardmote.LawPacks;
using Wardmote.Store;

namespace Wardmote.Cli.Verbs;

/// <summary>The database that a verb works on, and what goes with it.</summary>
internal static class Records
{
    /// <summary><c>--db</c></summary>
    public static Option<string> Db() => new("--db") { Description = "a database file, or a PostgreSQL connection string (Host=…;Database=…)", HelpName = "FILE|CONNECTION", Required = true };

    /// <summary>PostgreSQL: the folder of originals and keys, as the web host has it under <c>WARDMOTE_DATA</c>; null = the store's own.</summary>
    public static string? Folder() => Environment.GetEnvironmentVariable("WARDMOTE_DATA") is { Length: > 0 } data ? Path.Combine(data, "files") : null;

    /// <summary>Opens the database with the cards of the law; makes its tables where there are none.</summary>
    public static Task<Database> OpenAsync(string db, LawInForce law, CancellationToken cancel) => Database.OpenAsync(db, new Cards(law).Project, Folder(), cancel);

    /// <summary>True when a file database must be there and is not.</summary>
    public static bool IsMissing(string db) => !Database.IsConnectionString(db) && !File.Exists(db);
}
