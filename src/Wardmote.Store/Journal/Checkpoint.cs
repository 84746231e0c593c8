using System.Security.Cryptography;
using System.Text;
using Dapper;
using Wardmote.Journal;

namespace Wardmote.Store;

/// <summary>A signed statement: up to this entry the book had this root. Given away, it shows a book that was rewritten or cut. 检查点</summary>
/// <param name="Book">Book.</param>
/// <param name="Sequence">Last entry it covers.</param>
/// <param name="Signer">Hex SHA-256 of the public key.</param>
/// <param name="At">When it was signed.</param>
/// <param name="Root">Hex Merkle root over the hashes of entries 1 to <paramref name="Sequence"/>.</param>
/// <param name="PublicKey">Signer's key (SubjectPublicKeyInfo).</param>
/// <param name="Signature">ECDSA P-256 with SHA-256 over everything above.</param>
public sealed record Checkpoint(Book Book, long Sequence, string Signer, DateTimeOffset At, string Root, byte[] PublicKey, byte[] Signature)
{
    internal const string Columns = "book, sequence, signer, at, root, public_key, signature";

    /// <summary>True when the signature is that of the key and the key that of the signer.</summary>
    public bool Holds()
    {
        if (Signer != CheckpointKey.NameOf(PublicKey))
        {
            return false;
        }

        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(PublicKey, out var read);
            return read == PublicKey.Length && key.VerifyData(Statement(), Signature, HashAlgorithmName.SHA256);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    internal byte[] Statement() => Encoding.UTF8.GetBytes(Rows.Json(new[] { "wardmote-checkpoint/1", Book.Code, Sequence.ToString(), Signer, At.UtcTicks.ToString(), Root }));
}

/// <summary>The key that signs checkpoints: a file that only its owner may read. Each of those who countersign has one of their own.</summary>
public sealed class CheckpointKey : IDisposable
{
    private readonly ECDsa key;

    private CheckpointKey(ECDsa key)
    {
        this.key = key;
        PublicKey = key.ExportSubjectPublicKeyInfo();
        Name = NameOf(PublicKey);
    }

    /// <summary>Hex SHA-256 of the public key.</summary>
    public string Name { get; }

    /// <summary>Public key (SubjectPublicKeyInfo).</summary>
    public byte[] PublicKey { get; }

    /// <summary>Reads the key file, or makes it (mode 600) with its public half <c>.pub</c> beside it on first use.</summary>
    public static CheckpointKey Open(string path)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            // Whole or not at all: a half-written key would stop every later checkpoint.
            var draft = path + "." + Guid.NewGuid().ToString("N");
            using (var file = new FileStream(draft, options))
            {
                file.Write(Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()));
                file.Flush(true);
            }

            try
            {
                File.Move(draft, path, false);
                File.WriteAllText(path + ".pub", key.ExportSubjectPublicKeyInfoPem());
            }
            catch (IOException) when (File.Exists(path))
            {
                // Another program was first.
                File.Delete(draft);
            }
        }

        key.ImportFromPem(File.ReadAllText(path));
        return new CheckpointKey(key);
    }

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();

    internal static string NameOf(byte[] publicKey) => Convert.ToHexStringLower(SHA256.HashData(publicKey));

    internal Checkpoint Sign(Book book, long sequence, string root, DateTimeOffset at)
    {
        var open = new Checkpoint(book, sequence, Name, at.ToUniversalTime(), root, PublicKey, []);
        return open with { Signature = key.SignData(open.Statement(), HashAlgorithmName.SHA256) };
    }
}

/// <content>Checkpoints.</content>
public sealed partial class Database
{
    /// <summary>File of this database's own key.</summary>
    public string CheckpointKeyFile => Path.Combine(Folder, "checkpoint.key");

    /// <summary>
    /// Signs the present end of each book that has grown since this key last signed it. With another office's key this is the countersignature.
    /// </summary>
    /// <param name="at">Server time.</param>
    /// <param name="key">Whose key; the database's own unless given.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>The new checkpoints: to be given away.</returns>
    public async Task<IReadOnlyList<Checkpoint>> CheckpointAsync(DateTimeOffset at, CheckpointKey? key = null, CancellationToken cancel = default)
    {
        using var own = key is null ? CheckpointKey.Open(CheckpointKeyFile) : null;
        var signer = key ?? own!;
        var made = new List<Checkpoint>();
        foreach (var book in await BooksAsync(cancel))
        {
            var (last, root) = await Engine.ReadAsync(async connection =>
            {
                var values = new { book = book.Code, signer = signer.Name };
                var (end, signed) = await connection.QuerySingleAsync<(long, long)>(
                    """
                    SELECT (SELECT max(sequence) FROM entries WHERE book = @book),
                           coalesce((SELECT max(sequence) FROM checkpoints WHERE book = @book AND signer = @signer), 0)
                    """, values);
                return end > signed ? (end, await RootAsync(connection, book, end, cancel)) : (0, "");
            }, cancel);
            if (last > 0)
            {
                made.Add(signer.Sign(book, last, root, at));
            }
        }

        if (made.Count > 0)
        {
            await Engine.WriteAsync(["checkpoints"], turn =>
            {
                foreach (var c in made)
                {
                    turn.Tell($"INSERT INTO checkpoints ({Checkpoint.Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
                        c.Book.Code, c.Sequence, c.Signer, c.At.UtcTicks, c.Root, c.PublicKey, c.Signature);
                }

                return Task.FromResult(0);
            }, cancel);
        }

        return made;
    }

    /// <summary>Checkpoints of a book, oldest first.</summary>
    public Task<IReadOnlyList<Checkpoint>> CheckpointsAsync(Book book, CancellationToken cancel = default) => Engine.ReadAsync<IReadOnlyList<Checkpoint>>(async connection =>
    {
        var found = new List<Checkpoint>();
        await using var row = await connection.ExecuteReaderAsync(new CommandDefinition(
            $"SELECT {Checkpoint.Columns} FROM checkpoints WHERE book = @book ORDER BY sequence, signer", new { book = book.Code }, cancellationToken: cancel));
        while (await row.ReadAsync(cancel))
        {
            found.Add(ReadCheckpoint(row));
        }

        return found;
    }, cancel);

    internal static Checkpoint ReadCheckpoint(System.Data.Common.DbDataReader row) => new(
        new Book(row.GetString(0)), row.GetInt64(1), row.GetString(2), new DateTimeOffset(row.GetInt64(3), TimeSpan.Zero), row.GetString(4),
        (byte[])row.GetValue(5), (byte[])row.GetValue(6));

    private static async Task<string> RootAsync(System.Data.Common.DbConnection connection, Book book, long last, CancellationToken cancel)
    {
        var tree = new Merkle();
        await using var row = await connection.ExecuteReaderAsync(new CommandDefinition(
            "SELECT hash FROM entries WHERE book = @book AND sequence <= @last ORDER BY sequence", new { book = book.Code, last }, cancellationToken: cancel));
        while (await row.ReadAsync(cancel))
        {
            tree.Add(row.GetString(0));
        }

        return tree.Root();
    }
}
