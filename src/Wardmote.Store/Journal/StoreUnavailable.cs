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
