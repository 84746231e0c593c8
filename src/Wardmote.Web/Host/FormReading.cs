using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Wardmote.Web.Host;

/// <summary>What was wrong with the files of a form. The words of the form are all there.</summary>
/// <param name="TooLarge">Names of files that were over the limit, or came after the form was full; their bytes were let go.</param>
/// <param name="Broken">True when the connection or the form broke off before its end.</param>
public sealed record FormTrouble(IReadOnlyList<string> TooLarge, bool Broken);

/// <summary>
/// Reads forms with files as a stream: words are kept whatever happens, a file over the limit is read past and named, so that a 40 MB photo
/// costs the reader neither a dead connection nor what they typed.
/// </summary>
internal static class FormReading
{
    /// <summary>Bytes a file.</summary>
    internal const long LargestFile = 25L << 20;

    /// <summary>Bytes of files a form.</summary>
    internal const long LargestForm = 60L << 20;

    // Read past at most this much before giving up on somebody.
    private const long HardLimit = 240L << 20;
    private const int LargestWords = 256 << 10;
    private const int MostParts = 400;

    /// <summary>Reads multipart forms before anything else asks for them.</summary>
    internal static void UseFormReading(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (!HttpMethods.IsPost(context.Request.Method)
            || !MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 128 } boundary)
        {
            await next(context);
            return;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = HardLimit;
        }

        var (form, trouble) = await ReadAsync(context, boundary);
        context.Features.Set<IFormFeature>(new FormFeature(form));
        context.Features.Set(trouble);
        await next(context);
    });

    private static async Task<(FormCollection Form, FormTrouble Trouble)> ReadAsync(HttpContext context, string boundary)
    {
        var fields = new KeyValueAccumulator();
        var files = new FormFileCollection();
        var tooLarge = new List<string>();
        var (room, parts, broken) = (LargestForm, 0, false);
        var reader = new MultipartReader(boundary, context.Request.Body);
        try
        {
            while (parts++ < MostParts && await reader.ReadNextSectionAsync(context.RequestAborted) is { } section)
            {
                if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var place) || HeaderUtilities.RemoveQuotes(place.Name).Value is not { Length: > 0 } name)
                {
                    continue;
                }

                if (!place.IsFileDisposition())
                {
                    fields.Append(name, await WordsAsync(section.Body, context.RequestAborted));
                    continue;
                }

                var fileName = Path.GetFileName(HeaderUtilities.RemoveQuotes(place.FileNameStar.HasValue ? place.FileNameStar : place.FileName).Value ?? "");
                var file = await KeptAsync(section.Body, Math.Min(LargestFile, room), context);
                if (file is null)
                {
                    tooLarge.Add(fileName);
                }
                else if (file.Length > 0)
                {
                    room -= file.Length;
                    files.Add(new FormFile(file, 0, file.Length, name, fileName) { Headers = new HeaderDictionary(), ContentType = section.ContentType ?? "" });
                }
            }
        }
        catch (Exception error) when (error is IOException or BadHttpRequestException or InvalidDataException)
        {
            broken = true;
        }

        return (new FormCollection(fields.GetResults(), files), new FormTrouble(tooLarge, broken));
    }

    private static async Task<string> WordsAsync(Stream body, CancellationToken cancel)
    {
        using var words = new MemoryStream();
        var buffer = new byte[8 << 10];
        for (int read; (read = await body.ReadAsync(buffer, cancel)) > 0;)
        {
            if (words.Length < LargestWords)
            {
                words.Write(buffer, 0, read);
            }
        }

        return System.Text.Encoding.UTF8.GetString(words.GetBuffer(), 0, (int)words.Length);
    }

    /// <summary>The file in a place of its own that goes away with the request; null when it is larger than allowed.</summary>
    private static async Task<Stream?> KeptAsync(Stream body, long limit, HttpContext context)
    {
        var file = new FileStream(
            Path.Combine(Path.GetTempPath(), "wardmote-" + Guid.NewGuid().ToString("N")),
            FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
        context.Response.RegisterForDisposeAsync(file);
        var buffer = new byte[1 << 16];
        var over = false;
        for (int read; (read = await body.ReadAsync(buffer, context.RequestAborted)) > 0;)
        {
            over |= file.Length + read > limit;
            if (!over)
            {
                await file.WriteAsync(buffer.AsMemory(0, read), context.RequestAborted);
            }
        }

        if (over)
        {
            file.SetLength(0);
            return null;
        }

        await file.FlushAsync(context.RequestAborted);
        file.Position = 0;
        return file;
    }

    private static bool IsFileDisposition(this ContentDispositionHeaderValue place) => !StringSegment.IsNullOrEmpty(place.FileName) || !StringSegment.IsNullOrEmpty(place.FileNameStar);
}
