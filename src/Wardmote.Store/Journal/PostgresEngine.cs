using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Data.Common;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Wardmote.Store;

/// <summary>PostgreSQL: one advisory lock a book, held until commit, so that any number of web nodes may write.</summary>
internal sealed class PostgresEngine : Engine
{
    private readonly NpgsqlDataSource source;
    private readonly ConcurrentDictionary<string, string> filled = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Into, string> together = new(ReferenceEqualityComparer.Instance);

    internal PostgresEngine(string setting, string folder)
    {
        Folder = Path.GetFullPath(folder);
        var builder = new NpgsqlConnectionStringBuilder(setting);
        if (builder.MaxAutoPrepare == 0)
        {
            builder.MaxAutoPrepare = 100;
            builder.AutoPrepareMinUsages = 3;
        }

        // The builder itself says of every keyword it knows that it contains it.
        if (!new DbConnectionStringBuilder { ConnectionString = setting }.ContainsKey("Timeout"))
        {
            builder.Timeout = 5;
        }

        // Nothing of ours outlives a transaction, so a connection need not be wiped when it is returned; the wiping would undo what Prepare sets.
        builder.NoResetOnClose = true;
        var sources = new NpgsqlDataSourceBuilder(builder.ToString());
        sources.UsePhysicalConnectionInitializer(Prepare, connection =>
        {
            Prepare(connection);
            return Task.CompletedTask;
        });
        source = sources.Build();
    }

    internal override string Folder { get; }

    internal override bool Away => true;

    internal override async Task<DbConnection> ConnectAsync(CancellationToken cancel) => await source.OpenConnectionAsync(cancel);

    private protected override async Task<List<T>> PreparedAsync<T>(string sql, Func<DbDataReader, T> row, object[] values, CancellationToken cancel)
    {
        await using var command = source.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        await using var reader = await command.ExecuteReaderAsync(cancel);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancel))
        {
            rows.Add(row(reader));
        }

        return rows;
    }

    internal override async Task<Turn> BeginAsync(IEnumerable<string> books, CancellationToken cancel)
    {
        var connection = await source.OpenConnectionAsync(cancel);
        try
        {
            // BEGIN and COMMIT travel with the questions and statements beside them: two round trips an append instead of four.
            var turn = new PostgresTurn(this, connection);
            turn.Tell("BEGIN");

            // Always in the same order, so that two nodes cannot wait for one another. READ COMMITTED: each question after the lock sees what its last holder committed.
            foreach (var book in books.Distinct(StringComparer.Ordinal).OrderBy(b => b, StringComparer.Ordinal))
            {
                turn.Ask("SELECT pg_advisory_xact_lock($1)", _ => { }, Lock(book));
            }

            return turn;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    internal override string Words(string sql) => filled.GetOrAdd(sql, static s => s
        .Replace("{text}", "text COLLATE \"C\"").Replace("{int}", "bigint").Replace("{real}", "double precision").Replace("{blob}", "bytea")
        .Replace("{table}", "").Replace("{keyed}", "")
        .Replace("{each ", "json_array_elements_text(CAST(").Replace(" value}", " AS json)) AS each(value)")
        .Replace("{in ", "= ANY (").Replace(" words}", ")"));

    internal override async Task<long> VersionAsync(Turn turn, CancellationToken cancel)
    {
        var (there, version) = (false, 0L);
        turn.Ask("SELECT to_regclass('schema_version') IS NOT NULL", r => there = r.GetBoolean(0));
        await turn.SendAsync(cancel);
        if (there)
        {
            turn.Ask("SELECT version FROM schema_version", r => version = r.GetInt64(0));
            await turn.SendAsync(cancel);
        }

        return version;
    }

    internal override StoreUnavailable? Unavailable(Exception error) => error switch
    {
        StoreUnavailable known => known,
        PostgresException { SqlState: "53100" } => new StoreUnavailable(StoreFault.Full, "The database server's disk is full.", error),
        PostgresException { SqlState: "25006" } => new StoreUnavailable(StoreFault.ReadOnly, "The database server may only be read; is it a standby?", error),
        PostgresException { SqlState: "53300" or "53200" or "55P03" or "40P01" or "40001" } =>
            new StoreUnavailable(StoreFault.Busy, "The database server is busy.", error),
        PostgresException { SqlState: "XX001" or "XX002" } => new StoreUnavailable(StoreFault.Damaged, "The database server reports damaged pages.", error),
        PostgresException { SqlState: "3D000" or "58030" } or PostgresException { SqlState: ['5', '7', 'P', ..] or ['0', '8', ..] or ['2', '8', ..] } =>
            new StoreUnavailable(StoreFault.Gone, "The database server cannot be reached or refuses us.", error),
        PostgresException => null,
        NpgsqlException { InnerException: TimeoutException } => new StoreUnavailable(StoreFault.Busy, "The database server did not answer in time.", error),
        NpgsqlException or SocketException or EndOfStreamException => new StoreUnavailable(StoreFault.Gone, "The database server cannot be reached.", error),
        TimeoutException => new StoreUnavailable(StoreFault.Busy, "The database server did not answer in time.", error),
        _ => null,
    };

    public override ValueTask DisposeAsync() => source.DisposeAsync();

    /// <summary>An answer means that it is on disk, whatever the server's default; a stricter setting (remote_apply) stays. A lock is not waited for without end.</summary>
    private static void Prepare(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(
            """
            SELECT set_config('lock_timeout', '20s', false),
                   set_config('synchronous_commit', CASE WHEN current_setting('synchronous_commit') IN ('off', 'local') THEN 'on' ELSE current_setting('synchronous_commit') END, false)
            """, connection);
        command.ExecuteNonQuery();
    }

    private static long Lock(string book) =>
        BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes("wardmote-book:" + book)));

    private sealed class PostgresTurn(PostgresEngine engine, NpgsqlConnection connection) : Turn(true)
    {
        private bool ended = true;

        internal override async Task SendAsync(CancellationToken cancel)
        {
            var lines = Take();
            if (lines.Count == 0)
            {
                return;
            }

            ended = false;
            await using var batch = Batch(lines);
            await using var reader = await batch.ExecuteReaderAsync(cancel);
            foreach (var line in lines.Where(l => l.Row is not null))
            {
                while (await reader.ReadAsync(cancel))
                {
                    line.Row!(reader);
                }

                await reader.NextResultAsync(cancel);
            }
        }

        internal override void Send()
        {
            var lines = Take();
            if (lines.Count == 0)
            {
                return;
            }

            ended = false;
            using var batch = Batch(lines);
            using var reader = batch.ExecuteReader();
            foreach (var line in lines.Where(l => l.Row is not null))
            {
                while (reader.Read())
                {
                    line.Row!(reader);
                }

                reader.NextResult();
            }
        }

        internal override async Task CommitAsync(CancellationToken cancel)
        {
            Tell("COMMIT");
            await SendAsync(cancel);
            ended = true;
        }

        public override async ValueTask DisposeAsync()
        {
            try
            {
                if (!ended && connection.State == System.Data.ConnectionState.Open)
                {
                    await using var rollback = new NpgsqlCommand("ROLLBACK", connection);
                    await rollback.ExecuteNonQueryAsync();
                }
            }
            catch (NpgsqlException)
            {
                // The connection is gone, and with it the transaction.
            }
            finally
            {
                await connection.DisposeAsync();
            }
        }

        /// <summary>One array a column, whatever the number of rows: one statement to prepare, and as many values as there are columns.</summary>
        private protected override Line Together(Into into, List<object[]> rows) => new(
            engine.together.GetOrAdd(into, static i => $"{i.Head} SELECT * FROM unnest({string.Join(", ", i.Types.Select((t, n) => $"${n + 1}::{Name(t)}[]"))}) {i.Tail}"),
            null, [.. into.Types.Select((type, n) => Column(type, rows, n))]);

        private static string Name(char type) => type switch { 't' => "text", 'i' => "bigint", 'r' => "double precision", _ => "bytea" };

        private static object Column(char type, List<object[]> rows, int column) => type switch
        {
            't' => rows.ConvertAll(r => (string)r[column]),
            'i' => rows.ConvertAll(r => (long)r[column]),
            'r' => rows.ConvertAll(r => r[column] as double?),
            _ => rows.ConvertAll(r => (byte[])r[column]),
        };

        private NpgsqlBatch Batch(List<Line> lines)
        {
            var batch = new NpgsqlBatch(connection);
            foreach (var line in lines)
            {
                var command = new NpgsqlBatchCommand(engine.Words(line.Sql));
                foreach (var value in line.Values)
                {
                    command.Parameters.Add(new NpgsqlParameter { Value = value });
                }

                batch.BatchCommands.Add(command);
            }

            return batch;
        }
    }
}
