using System.IO.Compression;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.ResponseCompression;
using Wardmote.Web.Languages;
using Wardmote.Web.Shared;

namespace Wardmote.Web.Host;

/// <summary>What every page stands on: components, words, assets, compression, limits, protection of forms.</summary>
internal static class Ground
{
    /// <summary>Adds it.</summary>
    internal static void AddGround(this WebApplicationBuilder builder, Settings settings)
    {
        var folder = AppContext.BaseDirectory;
        var services = builder.Services;
        builder.WebHost.UseUrls(settings.Urls);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 4 << 20;
        });

        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        // Pages with forms are never cached, as it warns; the keys lie in a folder that only this program may read.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error);
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);

        services.AddSingleton(settings);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(new LanguageTables(Path.Combine(folder, "Languages")));
        services.AddSingleton(new Assets(Path.Combine(folder, "wwwroot")));
        services.AddHttpContextAccessor();
        services.AddScoped(sp =>
        {
            var context = sp.GetRequiredService<IHttpContextAccessor>().HttpContext;
            var tables = sp.GetRequiredService<LanguageTables>();
            return new Words(
                tables,
                context?.LanguageOf() ?? tables.Of(null),
                sp.GetRequiredService<TimeProvider>().GetUtcNow(),
                sp.GetRequiredService<IHostEnvironment>().IsEnvironment("Testing"));
        });
        // Chinese and Arabic are written as themselves: escaped, they take three times the room.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddOpenApi(Api.ApiMap.Describe);
        services.AddRazorComponents();
        services.AddCascadingAuthenticationState();
        services.Configure<FormOptions>(form => form.ValueCountLimit = 512);
        services.AddAntiforgery(form =>
        {
            form.Cookie.Name = "wm-form";
            form.Cookie.SameSite = SameSiteMode.Strict;
            form.SuppressXFrameOptionsHeader = true;
        });
        // Keys outlive the program, so that a page opened before a restart can still be sent.
        services.AddDataProtection().SetApplicationName("wardmote").PersistKeysToFileSystem(HostKey.Folder(settings.Data));
        services.AddResponseCompression(compression =>
        {
            // Form tokens are masked anew on each page, so that compressing them gives nothing away.
            compression.EnableForHttps = true;
            compression.MimeTypes = ["text/html", "application/json", "text/plain", "application/problem+json", "image/svg+xml"];
        });
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
        services.AddRateLimiter(limits => Limit(limits, settings));
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.Encoder = Journal.Body.Json.Encoder;
            json.SerializerOptions.DefaultIgnoreCondition = Journal.Body.Json.DefaultIgnoreCondition;
            foreach (var converter in Journal.Body.Json.Converters)
            {
                json.SerializerOptions.Converters.Add(converter);
            }

        });
    }

    /// <summary>Maps the pages.</summary>
    internal static void MapPages(this WebApplication app) => app.MapRazorComponents<App>();

    /// <summary>Sign-in and reporting are limited by address: enough for a household and an office, not for a machine.</summary>
    private static void Limit(Microsoft.AspNetCore.RateLimiting.RateLimiterOptions limits, Settings settings)
    {
        limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
        {
            if (!HttpMethods.IsPost(context.Request.Method))
            {
                return RateLimitPartition.GetNoLimiter("");
            }

            var (gate, allowed) = context.Request.Path.Value switch
            {
                "/sign-in" or "/api/sign-in" => ("sign-in", 20),
                "/report" or "/api/reports" or "/api/complaints" or "/complain" => ("report", 30),
                "/track" or "/check" or "/owner" or "/api/track" or "/api/complaints/track" or "/api/owner" or "/api/owner/rate" or "/api/owner/side" => ("code", 30),
                "/api/photos" => ("photo", 60),
                "/api/recognise" => ("recognise", 120),
                _ => ("", 0),
            };
            if (gate.Length == 0)
            {
                return RateLimitPartition.GetNoLimiter("");
            }

            var from = context.Connection.RemoteIpAddress ?? IPAddress.None;
            var generous = settings.Demo && (IPAddress.IsLoopback(from) || from.Equals(IPAddress.None));
            return RateLimitPartition.GetFixedWindowLimiter($"{gate} {from}", _ => new FixedWindowRateLimiterOptions
            {
                PermitLimit = generous ? 1_000_000 : allowed,
                Window = TimeSpan.FromMinutes(5),
            });
        });
    }
}
