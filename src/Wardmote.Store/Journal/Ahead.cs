using System.Data.Common;

namespace Wardmote.Store;

/// <summary>Rows beside the entries, read in the entries' order, one row ahead.</summary>
internal sealed class Ahead : IAsyncDisposable
{
    private readonly DbConnection connection;
    private readonly DbCommand command;
    private readonly DbDataReader reader;
    private readonly string kind;
    private readonly CancellationToken cancel;
    private Row? next;

    private Ahead(string kind, DbConnection connection, DbCommand command, DbDataReader reader, CancellationToken cancel) =>
        (this.kind, this.connection, this.command, this.reader, this.cancel) = (kind, connection, command, reader, cancel);

    internal static async Task<Ahead> OpenAsync(Engine engine, string kind, string sql, CancellationToken cancel)
    {
        var connection = await engine.ConnectAsync(cancel);
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        var ahead = new Ahead(kind, connection, command, await command.ExecuteReaderAsync(cancel), cancel);
        await ahead.StepAsync();
        return ahead;
    }

    /// <summary>The rows of one entry; rows before it met none and go to <paramref name="strangers"/>.</summary>
    internal async Task<List<Row>> TakeAsync(string book, long sequence, List<Row> strangers)
    {
        var taken = new List<Row>();
        while (next is { } row && Compare(row, book, sequence) <= 0)
        {
            (Compare(row, book, sequence) == 0 ? taken : strangers).Add(row);
            await StepAsync();
        }

        return taken;
    }

    /// <summary>What is left when the entries are done.</summary>
    internal async Task RestAsync(List<Row> strangers)
    {
        for (; next is { } row; await StepAsync())
        {
            strangers.Add(row);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await reader.DisposeAsync();
        await command.DisposeAsync();
        await connection.DisposeAsync();
    }

    private static int Compare(Row row, string book, long sequence) =>
        string.CompareOrdinal(row.Book, book) is var order && order != 0 ? order : row.Sequence.CompareTo(sequence);

    private async Task StepAsync() => next = !await reader.ReadAsync(cancel)
        ? null
        : reader.FieldCount == 3
            ? new Row(kind, reader.GetString(0), reader.GetInt64(1), reader.GetString(2), "", null, null)
            : new Row(kind, reader.GetString(0), reader.GetInt64(1), reader.GetString(2), reader.GetString(3), Blob(4), Blob(5));

    private byte[]? Blob(int column) => reader.IsDBNull(column) ? null : (byte[])reader.GetValue(column);

    internal sealed record Row(string Kind, string Book, long Sequence, string Word, string Person, byte[]? Closed, byte[]? Secret);
}
