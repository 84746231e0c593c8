using System.Security.Cryptography;
using System.Text;
using Wardmote.Journal;

namespace Wardmote.Store;

/// <summary>Personal details under a person's key: AES-256-GCM over salt and details, bound to the place where they lie.</summary>
internal static class EnvelopeSeal
{
    private const int Nonce = 12;
    private const int Mark = 16;
    private const int Salt = 16;

    internal static byte[] NewKey() => RandomNumberGenerator.GetBytes(32);

    internal static byte[] NewSalt() => RandomNumberGenerator.GetBytes(Salt);

    internal static byte[] Close(byte[] key, byte[] salt, Envelope envelope, string book, long sequence)
    {
        byte[] plain = [.. salt, .. Encoding.UTF8.GetBytes(envelope.Json)];
        var closed = new byte[Nonce + Mark + plain.Length];
        RandomNumberGenerator.Fill(closed.AsSpan(0, Nonce));
        using var aes = new AesGcm(key, Mark);
        aes.Encrypt(closed.AsSpan(0, Nonce), plain, closed.AsSpan(Nonce + Mark), closed.AsSpan(Nonce, Mark), Place(book, envelope.Id, envelope.Person, sequence));
        return closed;
    }

    /// <summary>Salt and details; null when key, place or content is not what was closed.</summary>
    internal static (byte[] Salt, string Json)? Open(byte[] key, byte[] closed, string book, string id, string person, long sequence)
    {
        if (closed.Length < Nonce + Mark + Salt || key.Length != 32)
        {
            return null;
        }

        var plain = new byte[closed.Length - Nonce - Mark];
        using var aes = new AesGcm(key, Mark);
        try
        {
            aes.Decrypt(closed.AsSpan(0, Nonce), closed.AsSpan(Nonce + Mark), closed.AsSpan(Nonce, Mark), plain, Place(book, id, person, sequence));
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        return (plain[..Salt], Encoding.UTF8.GetString(plain.AsSpan(Salt)));
    }

    private static byte[] Place(string book, string id, string person, long sequence) => Encoding.UTF8.GetBytes(Rows.Json(new[] { book, id, person, sequence.ToString() }));
}
