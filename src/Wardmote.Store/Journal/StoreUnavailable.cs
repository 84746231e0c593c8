using Wardmote.Journal;

namespace Wardmote.Store;

/// <summary>Why the store cannot answer just now.</summary>
public enum StoreFault
{
    /// <summary>The database cannot be reached: the server is down, the file or its folder has vanished.</summary>
    Gone,

    /// <summary>The disk is full.</summary>
    Full,

    /// <summary>The database or its disk may only be read.</summary>
    ReadOnly,

    /// <summary>Another program holds the database; trying again may help.</summary>
    Busy,

    /// <summary>A newer version of the program has written this database.</summary>
    Newer,

    /// <summary>The file is not a database, or its pages are damaged.</summary>
    Damaged,
}

/// <summary>
/// The store cannot answer just now. Nothing acknowledged is lost; whether the append that met this was written is unknown until it is
/// tried again with the same key. Later calls work once the cause is gone.
/// </summary>
public sealed class StoreUnavailable(StoreFault reason, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Why: for the host to put into words.</summary>
    public StoreFault Reason { get; } = reason;
}

/// <summary>An idempotency key came a second time with other facts or from another person: a fault of the caller, never written.</summary>
public sealed class KeyReused(Append append, IReadOnlyList<Entry> written)
    : InvalidOperationException($"Key '{append.Key}' was already used in book {append.Book} for other facts; make a new key for a new request.")
{
    /// <summary>What the key had written.</summary>
    public IReadOnlyList<Entry> Written { get; } = written;
}
