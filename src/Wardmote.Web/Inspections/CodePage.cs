using System.Security.Cryptography;
using System.Text;

namespace Wardmote.Web;

/// <summary>
/// 核验检查码的页面: one file with script, style and public keys inside, so that a phone that opened it once, or saved it, checks without network. It asks nothing of any address; its
/// content security policy names the two hashes and lets nothing else run. It stands outside the languages, because a kept page must speak all three.
/// </summary>
public sealed class CodePage
{
    private const string Path = "/inspection-code/";

    /// <summary>Puts the page together.</summary>
    /// <param name="folder">Folder of the files.</param>
    /// <param name="keys">Public keys of the house.</param>
    public CodePage(string folder, InspectionKeys keys)
    {
        var script = Read(folder, "check-code.js");
        var style = Read(folder, "inspection-code.css");
        Html = Read(folder, "inspection-code.html").Replace("{{style}}", style, StringComparison.Ordinal).Replace("{{keys}}", keys.Public, StringComparison.Ordinal).Replace("{{script}}", script, StringComparison.Ordinal);
        Worker = Read(folder, "inspection-code-worker.js").Replace("{{version}}", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Html)))[..12], StringComparison.Ordinal);
        Policy = $"default-src 'none'; script-src '{Hash(script)}'; style-src '{Hash(style)}'; worker-src 'self'; img-src blob: data:; media-src blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    /// <summary>The page.</summary>
    public string Html { get; }

    /// <summary>The worker that keeps it.</summary>
    public string Worker { get; }

    /// <summary>Its content security policy.</summary>
    public string Policy { get; }

    // Browsers hash what stands between the tags after line ends were made \n: the file must say the same on every system.
    private static string Read(string folder, string name) => File.ReadAllText(System.IO.Path.Combine(folder, name)).ReplaceLineEndings("\n");

    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Serves page and worker.</summary>
    internal static void Map(WebApplication app)
    {
        app.MapGet(Path, (HttpContext http, CodePage page) =>
        {
            // The worker's reach is the folder, so the page has to stand in it: what follows # survives the redirect.
            if (!http.Request.Path.Value!.EndsWith('/'))
            {
                return Results.Redirect(Path, permanent: true, preserveMethod: true);
            }

            http.Response.Headers.ContentSecurityPolicy = page.Policy;
            http.Response.Headers.CacheControl = "no-cache";
            return Results.Content(page.Html, "text/html; charset=utf-8");
        });
        app.MapGet(Path + "worker.js", (HttpContext http, CodePage page) =>
        {
            http.Response.Headers.CacheControl = "no-cache";
            return Results.Content(page.Worker, "text/javascript; charset=utf-8");
        });
    }
}
