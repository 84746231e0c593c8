using System.Data.Common;

namespace Wardmote.Store;

/// <summary>What differs between SQLite and PostgreSQL, and nothing else: connections, the lock, a few words of SQL, and the names of errors.</summary>
internal abstract class Engine : IAsyncDisposable
{
    /// <summary>Where originals and the checkpoint key lie.</summary>
    internal abstract string Folder { get; }

    /// <summary>True when asking costs a way to a server and back.</summary>
    internal abstract bool Away { get; }

    /// <summary>A connection to read with; disposing returns it.</summary>
    internal abstract Task<DbConnection> ConnectAsync(CancellationToken cancel);

    /// <summary>Begins a write transaction that holds the lock of each book until it ends.</summary>
    internal abstract Task<Turn> BeginAsync(IEnumerable<string> books, CancellationToken cancel);

    /// <summary>Fills a store's own words into SQL.</summary>
    internal abstract string Words(string sql);

    /// <summary>The version of the schema; 0 when the database is empty.</summary>
    internal abstract Task<long> VersionAsync(Turn turn, CancellationToken cancel);

    /// <summary>The typed exception when <paramref name="error"/> means that the store cannot answer; null when it is a bug of ours.</summary>
    internal abstract StoreUnavailable? Unavailable(Exception error);

    /// <summary>What the store's own check of its pages finds; empty when all is well.</summary>
    internal virtual Task<IReadOnlyList<string>> PagesAsync(CancellationToken cancel) => Task.FromResult<IReadOnlyList<string>>([]);

    /// <summary>After an erasure: also forgets what lies in free pages and logs, where the store lets us.</summary>
    internal virtual Task ForgetAsync(CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Runs a reading and names its errors. Tried twice when the store seems gone: a pooled connection may only have outlived its server.</summary>
    internal Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancel) => TwiceAsync(async () =>
    {
        await using var connection = await ConnectAsync(cancel);
        return await read(connection);
    });

    /// <summary>A question that is asked all day: kept prepared. Values stand as <c>$1</c>, <c>$2</c> …</summary>
    internal Task<List<T>> AskAsync<T>(string sql, Func<DbDataReader, T> row, CancellationToken cancel, params object[] values) => TwiceAsync(() => PreparedAsync(Words(sql), row, values, cancel));

    private protected abstract Task<List<T>> PreparedAsync<T>(string sql, Func<DbDataReader, T> row, object[] values, CancellationToken cancel);

    private async Task<T> TwiceAsync<T>(Func<Task<T>> read)
    {
        for (var again = true; ; again = false)
        {
            try
            {
                return await read();
            }
            catch (Exception error) when (Unavailable(error) is { } unavailable)
            {
                if (!again || unavailable.Reason != StoreFault.Gone)
                {
                    throw unavailable;
                }
            }
        }
    }

    /// <summary>Runs a write transaction outside the journal's queue and names its errors.</summary>
    internal async Task<T> WriteAsync<T>(IEnumerable<string> books, Func<Turn, Task<T>> write, CancellationToken cancel)
    {
        try
        {
            await using var turn = await BeginAsync(books, cancel);
            var result = await write(turn);
            await turn.CommitAsync(cancel);
            return result;
        }
        catch (Exception error) when (Unavailable(error) is { } unavailable)
        {
            throw unavailable;
        }
    }

    /// <summary>Brings the schema to this program's version, or refuses a newer one.</summary>
    internal async Task PrepareAsync(CancellationToken cancel)
    {
        await WriteAsync(["schema"], async turn =>
        {
            var version = await VersionAsync(turn, cancel);
            if (version > Schema.Version)
            {
                throw new StoreUnavailable(StoreFault.Newer,
                    $"This database has schema {version}; this program knows schemas up to {Schema.Version}. Start the newer program, or restore a backup made before the upgrade.");
            }

            for (var step = version; step < Schema.Version; step++)
            {
                if (step == 0)
                {
                    turn.Tell("CREATE TABLE schema_version (version {int} NOT NULL){table}");
                    turn.Tell("INSERT INTO schema_version (version) VALUES ($1)", 0L);
                }

                foreach (var statement in Schema.Steps[(int)step])
                {
                    turn.Tell(statement);
                }

                turn.Tell("UPDATE schema_version SET version = $1", step + 1);
                await turn.SendAsync(cancel);
            }

            return 0;
        }, cancel);
    }

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}

/// <summary>
/// One write transaction. Questions and statements queue up and go out together: PostgreSQL answers them in one round trip. Values stand as <c>$1</c>, <c>$2</c> …; a list of words is
/// a <c>string[]</c> and stands as <c>{in $2}</c>. Disposing without a commit rolls back.
/// </summary>
internal abstract class Turn(bool away) : IAsyncDisposable
{
    private List<Line> Lines { get; } = [];

    /// <inheritdoc cref="Engine.Away"/>
    internal bool Away => away;

    /// <summary>A question: <paramref name="row"/> is called for each row of the answer.</summary>
    internal void Ask(string sql, Action<DbDataReader> row, params object[] values) => Lines.Add(new Line(sql, row, values));

    /// <summary>A statement without an answer.</summary>
    internal void Tell(string sql, params object[] values) => Lines.Add(new Line(sql, null, values));

    /// <summary>A row for a table. Neighbouring rows for the same table go out as one statement where the store gains by it.</summary>
    internal void Put(Into into, params object[] values) => Lines.Add(new Line(into.One, null, values, into));

    /// <summary>Sends what has queued up.</summary>
    internal abstract Task SendAsync(CancellationToken cancel);

    /// <summary>The same for callers that cannot wait: a projection asking for a card that nobody foresaw.</summary>
    internal abstract void Send();

    /// <summary>Sends what has queued up and makes it all durable.</summary>
    internal abstract Task CommitAsync(CancellationToken cancel);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    /// <summary>One statement for several rows of a table; null where the store gains nothing by it.</summary>
    private protected abstract Line? Together(Into into, List<object[]> rows);

    private protected List<Line> Take()
    {
        var taken = new List<Line>(Lines.Count);
        for (var i = 0; i < Lines.Count; i++)
        {
            var (line, first) = (Lines[i], i);
            while (line.Into is not null && i + 1 < Lines.Count && Lines[i + 1].Into == line.Into)
            {
                i++;
            }

            if (i > first && Together(line.Into!, Lines[first..(i + 1)].ConvertAll(l => l.Values)) is { } one)
            {
                taken.Add(one);
            }
            else
            {
                taken.AddRange(Lines[first..(i + 1)]);
            }
        }

        Lines.Clear();
        return taken;
    }

    private protected sealed record Line(string Sql, Action<DbDataReader>? Row, object[] Values, Into? Into = null);
}

/// <summary>Where rows go.</summary>
/// <param name="Head"><c>INSERT INTO table (columns)</c>.</param>
/// <param name="Types">One letter a column: t text, i integer, r real, b bytes.</param>
/// <param name="Tail">What follows the values: <c>ON CONFLICT …</c>.</param>
internal sealed record Into(string Head, string Types, string Tail = "")
{
    /// <summary>The statement for one row.</summary>
    internal string One { get; } = $"{Head} VALUES ({string.Join(", ", Enumerable.Range(1, Types.Length).Select(n => "$" + n))}) {Tail}";
}
