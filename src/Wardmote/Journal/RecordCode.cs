namespace Wardmote.Journal;

/// <summary>
/// 记录校验码: what somebody copies from a page to find out later whether the record was changed: book, number and hash of an entry. The hash covers every earlier entry of the book,
/// so that one code speaks for all of them.
/// </summary>
/// <param name="Book">Book.</param>
/// <param name="Sequence">Number of the entry.</param>
/// <param name="Hash">Its hash, 64 hexadecimal digits.</param>
public sealed record RecordCode(Book Book, long Sequence, string Hash)
{
    /// <summary>The code of an entry.</summary>
    public static RecordCode Of(Entry entry) => new(entry.Book, entry.Sequence, entry.Hash);

    /// <summary>Reads a code as typed or pasted; null when it is none.</summary>
    public static RecordCode? Read(string? typed)
    {
        var plain = typed is { Length: <= 200 } ? new string([.. typed.Where(c => char.IsAsciiLetterOrDigit(c) || c == '-')]).ToLowerInvariant() : "";
        return plain.Split('-') is [{ Length: 6 } book, var number, { Length: 64 } hash] && book.All(char.IsAsciiDigit) && long.TryParse(number, out var sequence) && sequence > 0 && hash.All(char.IsAsciiHexDigit)
            ? new RecordCode(new Book(book), sequence, hash)
            : null;
    }

    /// <summary>The entry the code names, when the record still says the same; null when it does not.</summary>
    public async Task<Entry?> FindAsync(IJournal journal, CancellationToken cancel = default) =>
        (await journal.ReadAsync(Book, [], Sequence - 1, 1, cancel)).Entries is [var entry] && Of(entry) == this ? entry : null;

    /// <inheritdoc/>
    public override string ToString() => $"{Book.Code}-{Sequence}-{Hash}";
}
