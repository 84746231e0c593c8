using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.StaticFiles;

namespace Wardmote.Web.Host;

/// <summary>Styles, islands and icons: read once, named by their content, kept by browsers for a year.</summary>
public sealed class Assets
{
    private readonly FrozenDictionary<string, Asset> byName;
    private readonly FrozenDictionary<string, Asset> byAddress;

    /// <summary>Reads every file of a folder.</summary>
    public Assets(string folder)
    {
        var types = new FileExtensionContentTypeProvider();
        var assets = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path =>
        {
            var bytes = File.ReadAllBytes(path);
            var name = Path.GetRelativePath(folder, path).Replace('\\', '/');
            var hash = Convert.ToHexStringLower(SHA256.HashData(bytes))[..12];
            var type = types.TryGetContentType(path, out var known) ? known : "application/octet-stream";
            var stem = name[..^Path.GetExtension(name).Length];
            return new Asset(name, $"{stem}.{hash}{Path.GetExtension(name)}", $"\"{hash}\"", Utf8(type), bytes, Squeezed(type, bytes));
        }).ToArray();
        byName = assets.ToFrozenDictionary(a => a.Name);
        byAddress = assets.ToFrozenDictionary(a => a.Address);
    }

    /// <summary>Address of a file, with its content in the name; a name that is not there throws.</summary>
    public string this[string name] => "/assets/" + byName[name].Address;

    /// <summary>Answers a request below <c>/assets</c>; false when there is no such file.</summary>
    internal async Task<bool> AnswerAsync(HttpContext context, string name)
    {
        var exact = byAddress.TryGetValue(name, out var asset);
        if (!exact && !byName.TryGetValue(name, out asset))
        {
            return false;
        }

        var headers = context.Response.Headers;
        headers.CacheControl = exact ? "public, max-age=31536000, immutable" : "no-cache";
        headers.ETag = asset!.Tag;
        headers.Vary = "Accept-Encoding";
        if (context.Request.Headers.IfNoneMatch == asset.Tag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return true;
        }

        var squeezed = asset.Brotli is not null && context.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal);
        if (squeezed)
        {
            headers.ContentEncoding = "br";
        }

        var bytes = squeezed ? asset.Brotli! : asset.Bytes;
        context.Response.ContentType = asset.Type;
        context.Response.ContentLength = bytes.Length;
        if (HttpMethods.IsGet(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        }

        return true;
    }

    private static string Utf8(string type) => type.StartsWith("text/", StringComparison.Ordinal) ? type + "; charset=utf-8" : type;

    private static byte[]? Squeezed(string type, byte[] bytes)
    {
        if (!type.StartsWith("text/", StringComparison.Ordinal) && type is not ("image/svg+xml" or "application/json" or "application/manifest+json"))
        {
            return null;
        }

        using var to = new MemoryStream();
        using (var brotli = new BrotliStream(to, CompressionLevel.Optimal, leaveOpen: true))
        {
            brotli.Write(bytes);
        }

        return to.Length < bytes.Length ? to.ToArray() : null;
    }

    private sealed record Asset(string Name, string Address, string Tag, string Type, byte[] Bytes, byte[]? Brotli);
}

/// <summary>Where assets are served.</summary>
internal static class AssetsExtensions
{
    /// <summary>Serves <c>/assets/…</c> before anything else looks at the request.</summary>
    internal static void UseAssets(this WebApplication app)
    {
        var assets = app.Services.GetRequiredService<Assets>();
        app.Use(async (context, next) =>
        {
            if (!context.Request.Path.StartsWithSegments("/assets", out var rest)
                || !(HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)))
            {
                await next(context);
            }
            else if (!await assets.AnswerAsync(context, rest.Value!.TrimStart('/')))
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
            }
        });
    }
}
