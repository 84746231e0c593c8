using Dapper;
using Wardmote.Journal;

namespace Wardmote.Store;

/// <content>Lists, pins and counts.</content>
public sealed partial class Database
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<Card>> ListAsync(CardQuery query, CancellationToken cancel = default) =>
        Engine.ReadAsync<IReadOnlyList<Card>>(async connection =>
        {
            var (where, values) = Where(query);
            var order = query.Order == "new" ? "created DESC, id DESC, book DESC" : "due, id, book";
            values.Add("take", query.Take);
            values.Add("skip", query.Skip);
            await using var reader = await connection.ExecuteReaderAsync(
                new CommandDefinition($"SELECT {Rows.CardColumns} FROM cards {where} ORDER BY {order} LIMIT @take OFFSET @skip", values, cancellationToken: cancel));
            var cards = new List<Card>();
            while (await reader.ReadAsync(cancel))
            {
                cards.Add(Rows.Card(reader));
            }

            return cards;
        }, cancel);

    /// <inheritdoc/>
    public Task<long> CountAsync(CardQuery query, CancellationToken cancel = default) =>
        Engine.ReadAsync(async connection =>
        {
            var (where, values) = Where(query);
            values.Add("to", query.CountTo);
            var counted = query.CountTo is null ? $"cards {where}" : $"(SELECT 1 FROM cards {where} LIMIT @to) AS counted";
            return await connection.ExecuteScalarAsync<long>(new CommandDefinition($"SELECT count(*) FROM {counted}", values, cancellationToken: cancel));
        }, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, long>> CountByAsync(CardQuery query, string column, CancellationToken cancel = default)
    {
        if (column is not ("state" or "locality" or "holder" or "item" or "source" or "book" or "handler"))
        {
            throw new ArgumentException($"Cards are not counted by '{column}'.", nameof(column));
        }

        return Engine.ReadAsync<IReadOnlyDictionary<string, long>>(async connection =>
        {
            var (where, values) = Where(query);
            var rows = await connection.QueryAsync<(string Value, long Count)>(
                new CommandDefinition($"SELECT {column}, count(*) FROM cards {where} GROUP BY {column}", values, cancellationToken: cancel));
            return rows.ToDictionary(r => r.Value, r => r.Count, StringComparer.Ordinal);
        }, cancel);
    }

    /// <inheritdoc/>
    public Task<Card?> FindAsync(string book, string kind, string id, CancellationToken cancel = default) =>
        Engine.ReadAsync(async connection =>
        {
            await using var reader = await connection.ExecuteReaderAsync(new CommandDefinition(
                $"SELECT {Rows.CardColumns} FROM cards WHERE book = @book AND kind = @kind AND id = @id", new { book, kind, id }, cancellationToken: cancel));
            return await reader.ReadAsync(cancel) ? Rows.Card(reader) : null;
        }, cancel);

    private (string Where, DynamicParameters Values) Where(CardQuery query)
    {
        var parts = new List<string> { "kind = @kind" };
        var values = new DynamicParameters();
        values.Add("kind", query.Kind);
        Is("holder", query.Holder);
        Is("handler", query.Handler);
        Is("item", query.Item);
        Is("source", query.Source);
        if (query.NotSource is { } left)
        {
            parts.Add("source <> @left");
            values.Add("left", left);
        }

        if (query.Fence is "stop" or "caution")
        {
            // Written out, and with the index's own condition: SQLite takes a partial index only where it reads the very same words.
            parts.Add($"fence = '{query.Fence}' AND fence <> ''");
        }
        else
        {
            Is("fence", query.Fence);
        }

        var everywhere = parts.Count;
        Is("locality", query.Locality);
        Among("book", query.Books);
        if (query.CameOver.Count > 0 && parts.Count > everywhere)
        {
            var scope = string.Join(" AND ", parts[everywhere..]);
            parts.RemoveRange(everywhere, parts.Count - everywhere);
            parts.Add($"({scope} OR locality IN (SELECT value FROM {{each @came value}}))");
            values.Add("came", Rows.Json(query.CameOver));
        }

        Among("state", query.States);
        if (query.Open is { } open)
        {
            // Written out, not as a value: the planner then knows that the index's order by deadline fits.
            parts.Add($"is_open = {(open ? 1 : 0)}");
        }

        if (query.DueBefore is { } due)
        {
            parts.Add("due < @due");
            values.Add("due", due.UtcTicks);
        }

        if (query.CreatedFrom is { } from)
        {
            parts.Add("created >= @from");
            values.Add("from", from.UtcTicks);
        }

        var words = (query.Search ?? "").ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(w => !w.Contains('\0')).ToArray();
        for (var i = 0; i < words.Length; i++)
        {
            parts.Add($"words LIKE @word{i} ESCAPE '\\'");
            values.Add($"word{i}", "%" + words[i].Replace("\\", "\\\\").Replace("%", "\\%").Replace("_", "\\_") + "%");
        }

        // Pieces narrow the search, LIKE decides it; a handful of pieces is enough to narrow.
        var grams = words.SelectMany(CardRows.Grams).Distinct(StringComparer.Ordinal).Take(6).ToArray();
        for (var i = 0; i < grams.Length; i++)
        {
            parts.Add($"(book, id) IN (SELECT book, id FROM card_words WHERE gram = @gram{i} AND kind = @kind)");
            values.Add($"gram{i}", grams[i]);
        }

        return (Engine.Words("WHERE " + string.Join(" AND ", parts)), values);

        void Is(string column, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                parts.Add($"{column} = @{column}");
                values.Add(column, value);
            }
        }

        void Among(string column, IReadOnlyList<string> any)
        {
            if (any.Count == 1)
            {
                Is(column, any[0]);
            }
            else if (any.Count > 1)
            {
                parts.Add($"{column} IN (SELECT value FROM {{each @{column}s value}})");
                values.Add(column + "s", Rows.Json(any));
            }
        }
    }
}
