using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Wardmote.Store;

/// <summary>SQLite: WAL, every commit synced, one connection that writes and a pool of those that read.</summary>
internal sealed class SqliteEngine : Engine
{
    private readonly string path;
    private readonly string setting;
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly ConcurrentDictionary<string, string> filled = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Into, string> together = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentBag<Prepared> readers = [];
    private Prepared? writer;
    private bool made;

    static SqliteEngine() => SQLitePCL.Batteries_V2.Init();

    internal SqliteEngine(string file)
    {
        path = Path.GetFullPath(file);
        Folder = path + ".files";
        setting = Setting(SqliteOpenMode.ReadWrite, false);
    }

    internal override string Folder { get; }

    internal override bool Away => false;

    internal override async Task<DbConnection> ConnectAsync(CancellationToken cancel)
    {
        Present();
        var connection = new SqliteConnection(setting);
        try
        {
            await connection.OpenAsync(cancel);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private protected override Task<List<T>> PreparedAsync<T>(string sql, Func<DbDataReader, T> row, object[] values, CancellationToken cancel)
    {
        Present();
        cancel.ThrowIfCancellationRequested();
        if (!readers.TryTake(out var asked))
        {
            asked = new Prepared(new SqliteConnection(setting + ";Pooling=False"));
        }

        try
        {
            if (asked.Connection.State == ConnectionState.Closed)
            {
                asked.Connection.Open();
            }

            var rows = new List<T>();
            using (var reader = asked.Command(sql, values).ExecuteReader())
            {
                while (reader.Read())
                {
                    rows.Add(row(reader));
                }
            }

            readers.Add(asked);
            return Task.FromResult(rows);
        }
        catch
        {
            asked.Dispose();
            throw;
        }
    }

    /// <summary>BEGIN IMMEDIATE locks the whole file, and with it every book.</summary>
    internal override async Task<Turn> BeginAsync(IEnumerable<string> books, CancellationToken cancel)
    {
        await gate.WaitAsync(cancel);
        try
        {
            if (made && !File.Exists(path))
            {
                // Linux lets a removed file be written on; what went there would be lost with the last handle.
                Drop();
            }

            writer ??= new Prepared(Open());
            writer.Command("BEGIN IMMEDIATE").ExecuteNonQuery();
            return new SqliteTurn(this);
        }
        catch (Exception error)
        {
            if (error is SqliteException)
            {
                Drop();
            }

            gate.Release();
            throw;
        }
    }

    internal override string Words(string sql) => filled.GetOrAdd(sql, static s => s
        .Replace("{text}", "TEXT").Replace("{int}", "INTEGER").Replace("{real}", "REAL").Replace("{blob}", "BLOB")
        .Replace("{table}", " STRICT").Replace("{keyed}", " STRICT, WITHOUT ROWID")
        .Replace("{each ", "json_each(").Replace(" value}", ") AS each")
        .Replace("{in ", "IN (SELECT value FROM json_each(").Replace(" words}", "))"));

    internal override async Task<long> VersionAsync(Turn turn, CancellationToken cancel)
    {
        var (tables, version) = (0L, 0L);
        turn.Ask("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'schema_version'", r => tables = r.GetInt64(0));
        await turn.SendAsync(cancel);
        if (tables > 0)
        {
            turn.Ask("SELECT version FROM schema_version", r => version = r.GetInt64(0));
            await turn.SendAsync(cancel);
        }

        return version;
    }

    internal override StoreUnavailable? Unavailable(Exception error) => error switch
    {
        StoreUnavailable known => known,
        SqliteException { SqliteErrorCode: 13 } => new StoreUnavailable(StoreFault.Full, $"The disk that holds {path} is full.", error),
        SqliteException { SqliteErrorCode: 8 } => new StoreUnavailable(StoreFault.ReadOnly, $"{path} may only be read.", error),
        SqliteException { SqliteErrorCode: 14 } when ReadOnly() => new StoreUnavailable(StoreFault.ReadOnly, $"{path} may only be read.", error),
        SqliteException { SqliteErrorCode: 5 or 6 or 15 } => new StoreUnavailable(StoreFault.Busy, $"Another program holds {path}.", error),
        SqliteException { SqliteErrorCode: 10 or 14 } => new StoreUnavailable(StoreFault.Gone, $"{path} cannot be opened, read or written.", error),
        SqliteException { SqliteErrorCode: 11 or 26 } => new StoreUnavailable(StoreFault.Damaged, $"{path} is damaged or is not a database.", error),
        _ => null,
    };

    internal override async Task<IReadOnlyList<string>> PagesAsync(CancellationToken cancel)
    {
        var found = new List<string>();
        await using var connection = await ConnectAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check(20)";
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            if (reader.GetString(0) is var words && words != "ok")
            {
                found.Add(words);
            }
        }

        return found;
    }

    /// <summary>Erased rows were overwritten with zeros (secure_delete); now the log that still holds them is emptied too, unless a reader holds it.</summary>
    internal override async Task ForgetAsync(CancellationToken cancel)
    {
        await gate.WaitAsync(cancel);
        try
        {
            if (writer is not null)
            {
                writer.Command("PRAGMA wal_checkpoint(TRUNCATE)").ExecuteNonQuery();
            }
        }
        finally
        {
            gate.Release();
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await gate.WaitAsync();
        Drop();
        while (readers.TryTake(out var reader))
        {
            reader.Dispose();
        }

        using (var pool = new SqliteConnection(setting))
        {
            SqliteConnection.ClearPool(pool);
        }

        gate.Dispose();
    }

    private SqliteConnection Open()
    {
        // Only the first opening may make the file: a database that vanished must not be replaced by an empty one.
        var mode = made ? SqliteOpenMode.ReadWrite : SqliteOpenMode.ReadWriteCreate;
        if (made)
        {
            Present();
        }
        else if (Path.GetDirectoryName(path) is { Length: > 0 } parent)
        {
            Directory.CreateDirectory(parent);
        }

        var connection = new SqliteConnection(Setting(mode, true) + ";Pooling=False");
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();

            // The log goes back into the file every 16 MB in place of 4: in a large journal each entry touches pages of its own, and those that several touch are then written back once.
            command.CommandText =
                """
                PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA cache_size=-32768; PRAGMA temp_store=MEMORY;
                PRAGMA wal_autocheckpoint=4000; PRAGMA journal_size_limit=67108864;
                """;
            command.ExecuteNonQuery();
            made = true;
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void Present()
    {
        if (made && !File.Exists(path))
        {
            throw new StoreUnavailable(StoreFault.Gone, $"{path} has vanished.");
        }
    }

    /// <summary>SQLite only says that it cannot open a file when it cannot make its log beside it.</summary>
    private bool ReadOnly()
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            return false;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return File.Exists(path);
        }
    }

    // Only what writes needs foreign keys, which a connection is told anew each time it is taken from the pool.
    private string Setting(SqliteOpenMode mode, bool writes) => new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = mode,
        ForeignKeys = writes ? true : null,
        DefaultTimeout = 5,
    }.ToString();

    private void Drop()
    {
        writer?.Dispose();
        writer = null;
    }

    /// <summary>A connection and the statements it has already understood.</summary>
    private sealed class Prepared(SqliteConnection connection) : IDisposable
    {
        private readonly Dictionary<string, SqliteCommand> commands = new(StringComparer.Ordinal);

        internal SqliteConnection Connection => connection;

        internal SqliteCommand Command(string sql, params object[] values)
        {
            if (!commands.TryGetValue(sql, out var command))
            {
                command = connection.CreateCommand();
                command.CommandText = sql;
                for (var i = 1; i <= values.Length; i++)
                {
                    command.Parameters.Add(new SqliteParameter { ParameterName = "$" + i });
                }

                commands.Add(sql, command);
            }

            for (var i = 0; i < values.Length; i++)
            {
                command.Parameters[i].Value = values[i] is string[] words ? Rows.Json(words) : values[i];
            }

            return command;
        }

        public void Dispose()
        {
            foreach (var command in commands.Values)
            {
                command.Dispose();
            }

            connection.Dispose();
        }
    }

    private sealed class SqliteTurn(SqliteEngine engine) : Turn(false)
    {
        private bool ended;

        internal override Task SendAsync(CancellationToken cancel)
        {
            Send();
            return Task.CompletedTask;
        }

        internal override void Send()
        {
            foreach (var line in Take())
            {
                var command = engine.writer!.Command(engine.Words(line.Sql), line.Values);
                if (line.Row is null)
                {
                    command.ExecuteNonQuery();
                    continue;
                }

                using var reader = command.ExecuteReader();
                while (reader.Read())
                {
                    line.Row(reader);
                }
            }
        }

        /// <summary>Short rows of words go in as one list: a statement costs more than such a row.</summary>
        private protected override Line? Together(Into into, List<object[]> rows) => into.Types.Length > 4 || into.Types.Contains('b')
            ? null
            : new Line(engine.together.GetOrAdd(into, static i => $"{i.Head} SELECT {string.Join(", ", i.Types.Select((_, n) => $"value ->> {n}"))} FROM json_each($1) WHERE true {i.Tail}"), null, [Rows.Json(rows)]);

        internal override Task CommitAsync(CancellationToken cancel)
        {
            Send();
            engine.writer!.Command("COMMIT").ExecuteNonQuery();
            ended = true;
            return Task.CompletedTask;
        }

        public override ValueTask DisposeAsync()
        {
            try
            {
                if (!ended)
                {
                    engine.writer!.Command("ROLLBACK").ExecuteNonQuery();
                }
            }
            catch (SqliteException)
            {
                // After a full disk SQLite may have rolled back by itself; a fresh connection is safe either way.
                engine.Drop();
            }
            finally
            {
                engine.gate.Release();
            }

            return ValueTask.CompletedTask;
        }
    }
}
