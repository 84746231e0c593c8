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

    /// <summary><c>--db</c> where it only adds to the installed law what was published in the program.</summary>
    public static Option<string?> LawDb() => new("--db") { Description = "a database: what was published in the program counts as law too", HelpName = "FILE|CONNECTION" };

    /// <summary>The law named by <c>--pack</c>, and what was published in the database of <c>--db</c>; null when there is no such file, which is said.</summary>
    public static async Task<LawInForce?> LawAsync(Surroundings at, string? pack, string? db, CancellationToken cancel)
    {
        var law = at.Law(pack);
        if (db is null)
        {
            return law;
        }

        if (IsMissing(db))
        {
            at.Refuse($"there is no database '{db}'");
            return null;
        }

        await using var database = await Database.OpenAsync(db, static (_, _) => [], Folder(), cancel);
        return await LawAsync(law, database, cancel);
    }

    /// <summary>The same where the database is open already.</summary>
    public static async Task<LawInForce> LawAsync(LawInForce law, Database database, CancellationToken cancel)
    {
        var shelf = new LawShelf(law);
        await shelf.RefreshAsync(database, DeskTools.Open(Path.Combine(database.Folder, "keys"), ""), cancel);
        return shelf.InForce;
    }

    /// <summary>PostgreSQL: the folder of originals and keys, as the web host has it under <c>WARDMOTE_DATA</c>; null = the store's own.</summary>
    public static string? Folder() => Environment.GetEnvironmentVariable("WARDMOTE_DATA") is { Length: > 0 } data ? Path.Combine(data, "files") : null;

    /// <summary>Opens the database with the cards of the law; makes its tables where there are none.</summary>
    public static Task<Database> OpenAsync(string db, LawInForce law, CancellationToken cancel) => Database.OpenAsync(db, new Cards(law).Project, Folder(), cancel);

    /// <summary>True when a file database must be there and is not.</summary>
    public static bool IsMissing(string db) => !Database.IsConnectionString(db) && !File.Exists(db);
}
