using Dapper;
using Wardmote.Journal;

namespace Wardmote.Store;

/// <summary>
/// The journal and its cards on disk: SQLite in one file, or PostgreSQL. Errors of the store surface as <see cref="StoreUnavailable"/>; everything else that throws is a bug.
/// </summary>
public sealed partial class Database : IJournal, ICards, IAsyncDisposable
{
    private readonly Writer writer;
    private readonly Remembered remembered;
    private int closed;

    private Database(Engine engine, Project project)
    {
        Engine = engine;
        Project = project;
        writer = new Writer(engine, project);
        remembered = new Remembered(engine);
        Accounts = new Accounts(engine);
        Originals = new Originals(Path.Combine(engine.Folder, "originals"));
        Readings = new PhotoReadings(Path.Combine(engine.Folder, "readings"));
    }

    /// <summary>Accounts, in the same database.</summary>
    public Accounts Accounts { get; }

    /// <summary>Originals, in the folder beside it.</summary>
    public Originals Originals { get; }

    /// <summary>What a model read in photos, in the folder beside it.</summary>
    public PhotoReadings Readings { get; }

    /// <summary>Folder beside the database: originals and the checkpoint key.</summary>
    public string Folder => Engine.Folder;

    internal Engine Engine { get; }

    internal Project Project { get; }

    /// <summary>Opens a database and makes its tables when there are none.</summary>
    /// <param name="setting">A file path (SQLite) or a PostgreSQL connection string (<c>Host=…;Database=…</c>).</param>
    /// <param name="project">How entries become cards.</param>
    /// <param name="folder">PostgreSQL only: where originals and the checkpoint key lie; <c>wardmote.files</c> in the current folder unless given.</param>
    /// <param name="cancel">Cancels.</param>
    /// <exception cref="StoreUnavailable">The database cannot be used; <see cref="StoreFault.Newer"/> when a newer program made it.</exception>
    public static async Task<Database> OpenAsync(string setting, Project project, string? folder = null, CancellationToken cancel = default)
    {
        Engine engine = IsConnectionString(setting) ? new PostgresEngine(setting, folder ?? "wardmote.files") : new SqliteEngine(setting);
        try
        {
            await engine.PrepareAsync(cancel);
        }
        catch
        {
            await engine.DisposeAsync();
            throw;
        }

        return new Database(engine, project);
    }

    /// <summary>True for a PostgreSQL connection string, false for a file path.</summary>
    public static bool IsConnectionString(string setting) =>
        setting.Contains('=') && setting.Split(';').Any(part => part.TrimStart().StartsWith("Host=", StringComparison.OrdinalIgnoreCase)
            || part.TrimStart().StartsWith("Server=", StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public async Task<AppendAnswer> AppendAsync(Append append, CancellationToken cancel = default)
    {
        var answer = await writer.AppendAsync(append, cancel);
        if (append.Guard is { } guard && answer is AppendAnswer.Written { Repeated: false } written)
        {
            remembered.Learn(append.Book, guard, written.Entries);
        }

        return answer;
    }

    /// <inheritdoc/>
    public Recollection? Recall(Book book, IReadOnlyList<Tag> tags) => remembered.Recall(book, tags) is var (entries, newest)
        ? new Recollection(entries, new Guard([.. tags.Zip(newest, (tag, last) => new Seen(tag, last.Sequence, last.Hash))]))
        : null;

    /// <inheritdoc/>
    public async Task<Reading> ReadAsync(Book book, IReadOnlyList<Tag> tags, long after = 0, int limit = 10_000, CancellationToken cancel = default)
    {
        if (tags.Count > 0)
        {
            var (entries, position) = await remembered.ReadAsync(book, [.. tags.Select(t => t.ToString()).Distinct(StringComparer.Ordinal)], cancel);
            return Within(entries, position, after, limit);
        }

        // One statement is one snapshot: entries come into a book in order and never leave it, so what is read up to its newest is complete.
        var rows = await Engine.AskAsync(ReadAll,
            r => (Entry: r.IsDBNull(0) ? null : Rows.Entry(r), Position: r.IsDBNull(Rows.Beside) ? 0 : r.GetInt64(Rows.Beside)), cancel, book.Code, after, (long)limit);
        return new Reading([.. rows.Select(r => r.Entry).OfType<Entry>()], rows[0].Position);
    }

    /// <summary>
    /// A question that reads several things and writes nothing, asked of what is remembered and proved at the end by one question to the store; where it no longer holds, asked again of the store itself. So
    /// <paramref name="look"/> may be called twice, and must read through the journal it is given.
    /// </summary>
    public Task<T> LookAsync<T>(Func<IJournal, Task<T>> look, CancellationToken cancel = default) => Sight.LookAsync(this, remembered, look, cancel);

    internal static Reading Within(IReadOnlyList<Entry> entries, long position, long after, int limit) =>
        new(after == 0 && entries.Count <= limit ? entries : [.. entries.SkipWhile(e => e.Sequence <= after).Take(limit)], position);

    private static readonly string ReadAll =
        $"""
        SELECT {Rows.Of("e")}, p.position FROM (SELECT max(sequence) AS position FROM entries WHERE book = $1) p
        LEFT JOIN (SELECT {Rows.EntryColumns} FROM entries WHERE book = $1 AND sequence > $2 ORDER BY sequence LIMIT $3) e ON 1 = 1
        ORDER BY e.sequence
        """;

    private static readonly string FindTagged =
        $"""
        SELECT {Rows.Of("e")}
        FROM (SELECT book, sequence FROM tags WHERE tag = $1 ORDER BY book, sequence LIMIT $2) t
        JOIN entries e ON e.book = t.book AND e.sequence = t.sequence
        ORDER BY e.book, e.sequence
        """;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Entry>> FindAsync(Tag tag, int limit = 100, CancellationToken cancel = default) =>
        limit == int.MaxValue ? await remembered.FindAsync(tag.ToString(), cancel) : await Engine.AskAsync(FindTagged, Rows.Entry, cancel, tag.ToString(), (long)limit);

    /// <summary>The entries an idempotency key has written; none when it is new. A request that was answered once is answered from here again.</summary>
    public async Task<IReadOnlyList<Entry>> WrittenAsync(Book book, string key, CancellationToken cancel = default) =>
        await Engine.AskAsync($"SELECT {Rows.EntryColumns} FROM entries WHERE book = $1 AND key = $2 ORDER BY sequence", Rows.Entry, cancel, book.Code, key);

    /// <inheritdoc/>
    public async Task<string?> OpenAsync(Book book, string envelope, CancellationToken cancel = default) => (await OpenWithSaltAsync(book, envelope, cancel))?.Json;

    internal async Task<ExportedEnvelope> OpenForExportAsync(Entry entry, string envelope, bool withDetails, CancellationToken cancel) =>
        await OpenWithSaltAsync(entry.Book, envelope, cancel) is not { } open ? new ExportedEnvelope(envelope, "erased", "", "")
        : withDetails ? new ExportedEnvelope(envelope, "open", Convert.ToHexStringLower(open.Salt), open.Json)
        : new ExportedEnvelope(envelope, "closed", "", "");

    private Task<(byte[] Salt, string Json)?> OpenWithSaltAsync(Book book, string envelope, CancellationToken cancel) =>
        Engine.ReadAsync<(byte[] Salt, string Json)?>(async connection =>
        {
            var (sequence, person, closed, secret) = await connection.QuerySingleOrDefaultAsync<(long, string, byte[], byte[])>(
                """
                SELECT v.sequence, v.person, v.sealed, k.secret FROM envelopes v JOIN person_keys k ON k.book = v.book AND k.person = v.person
                WHERE v.book = @book AND v.id = @envelope AND v.sealed IS NOT NULL
                """,
                new { book = book.Code, envelope });
            if (closed is null)
            {
                return null;
            }

            return EnvelopeSeal.Open(secret, closed, book.Code, envelope, person, sequence)
                ?? throw new InvalidDataException($"Envelope '{envelope}' of book {book}, entry {sequence}, does not open with its key: run verify.");
        }, cancel);

    /// <inheritdoc/>
    public async Task EraseAsync(Book book, string person, CancellationToken cancel = default)
    {
        await Engine.WriteAsync([book.Code], turn =>
        {
            turn.Tell("UPDATE envelopes SET sealed = NULL, person = '' WHERE book = $1 AND person = $2", book.Code, person);
            turn.Tell("DELETE FROM person_keys WHERE book = $1 AND person = $2", book.Code, person);
            return Task.FromResult(0);
        }, cancel);
        await Engine.ForgetAsync(cancel);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Book>> BooksAsync(CancellationToken cancel = default) =>
        Engine.ReadAsync<IReadOnlyList<Book>>(async connection => (await connection.QueryAsync<string>(BooksOf("entries"))).Select(c => new Book(c)).ToList(), cancel);

    /// <summary>
    /// Takes or keeps a lease: true for the one machine that runs a background clock until then. It only spares the others the work; that nothing is done twice is held by keys and slots.
    /// </summary>
    /// <param name="name">What is run.</param>
    /// <param name="holder">Who asks: one word a machine and start.</param>
    /// <param name="now">Now.</param>
    /// <param name="until">Until when it is wanted.</param>
    /// <param name="cancel">Cancels.</param>
    public Task<bool> LeaseAsync(string name, string holder, DateTimeOffset now, DateTimeOffset until, CancellationToken cancel = default) => Engine.WriteAsync(["leases"], async turn =>
    {
        var has = "";
        turn.Tell("""
            INSERT INTO leases (name, holder, until) VALUES ($1, $2, $3)
            ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until WHERE leases.holder = excluded.holder OR leases.until < $4
            """, name, holder, until.UtcTicks, now.UtcTicks);
        turn.Ask("SELECT holder FROM leases WHERE name = $1", r => has = r.GetString(0), name);
        await turn.SendAsync(cancel);
        return has == holder;
    }, cancel);

    /// <summary>Steps from book to book through the key instead of reading every row.</summary>
    internal static string BooksOf(string table) =>
        $"""
        WITH RECURSIVE b(book) AS (
          SELECT min(book) FROM {table} UNION ALL SELECT (SELECT min(t.book) FROM {table} t WHERE t.book > b.book) FROM b WHERE b.book IS NOT NULL)
        SELECT book FROM b WHERE book IS NOT NULL ORDER BY book
        """;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // A host that hands the database out under several names closes it under each of them.
        if (Interlocked.Exchange(ref closed, 1) == 1)
        {
            return;
        }

        await writer.DisposeAsync();
        remembered.Dispose();
        Accounts.Dispose();
        await Engine.DisposeAsync();
    }
}
