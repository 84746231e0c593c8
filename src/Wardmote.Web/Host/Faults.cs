using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Wardmote.Store;
using Wardmote.Web.Languages;
using Wardmote.Web.Shared;

namespace Wardmote.Web.Host;

/// <summary>What went wrong, for the page or the API answer that says so: what happened, what is kept, what to do (keys <c>fault.{Name}.title|kept|do</c>).</summary>
/// <param name="Name">Name of the fault.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Again">Words of the form to be sent again; empty when there are none.</param>
/// <param name="Trace">Number by which an operator finds it in the log; empty when there is nothing to find.</param>
public sealed record Fault(string Name, int Status, IReadOnlyList<KeyValuePair<string, string>> Again, string Trace = "")
{
    /// <summary>The fault that a bare status stands for.</summary>
    public static Fault Of(int status) => new(
        status switch
        {
            401 => "sign_in",
            403 => "not_allowed",
            404 or 405 => "not_found",
            413 => "too_large",
            429 => "too_many",
            >= 500 => "ours",
            _ => "request",
        }, status, []);
}

/// <summary>Turns what goes wrong into a page in the reader's language, or a problem on the API.</summary>
internal static class Faults
{
    private static readonly string[] Programs = ["/api", "/openapi", "/health", "/photos"];

    /// <summary>Catches exceptions and bare statuses.</summary>
    internal static void UseFaults(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Wardmote.Web");
        app.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error) when (!context.Response.HasStarted)
            {
                // The path may hold no code: tracking codes travel in bodies only.
                log.LogError(error, "{Method} {Path} failed ({Trace})", context.Request.Method, context.Request.Path, context.TraceIdentifier);
                Clear(context);
                await ShowAsync(context, error switch
                {
                    StoreUnavailable { Reason: StoreFault.Full } => new Fault("full", 507, Kept(context)),
                    StoreUnavailable { Reason: StoreFault.Busy } => new Fault("busy", 503, Kept(context)),
                    StoreUnavailable => new Fault("store", 503, Kept(context), context.TraceIdentifier),
                    BadHttpRequestException { StatusCode: 413 } => Fault.Of(413),
                    BadHttpRequestException => Fault.Of(400),
                    _ => new Fault("ours", 500, Kept(context), context.TraceIdentifier),
                });
                return;
            }

            if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null, ContentLength: null or 0 } && !context.Items.ContainsKey("answered"))
            {
                await ShowAsync(context, context.Response.StatusCode == 429 ? Fault.Of(429) with { Again = Kept(context) } : Fault.Of(context.Response.StatusCode));
            }
        });
    }

    /// <summary>A form whose token is old comes back as a page with its words and a fresh token; one from another site does not.</summary>
    internal static void UseStaleForms(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false })
        {
            await next(context);
            return;
        }

        var ours = context.Request.Headers["Sec-Fetch-Site"] is [] or ["same-origin"] && FromHere(context.Request);
        await ShowAsync(context, ours ? new Fault("stale_form", 400, Kept(context)) : Fault.Of(400));
    });

    /// <summary>Writes a fault as a page, or as a problem for programs.</summary>
    internal static async Task ShowAsync(HttpContext context, Fault fault)
    {
        context.Items["answered"] = true;
        context.Response.StatusCode = fault.Status;
        context.Response.Headers.CacheControl = "no-store";
        // A page that found nothing has set it already; rendering sets it again.
        context.Response.Headers.Remove("blazor-enhanced-nav");
        if (fault.Status is 429 or 503 or 507)
        {
            context.Response.Headers.RetryAfter = fault.Status == 429 ? "300" : "30";
        }

        // The page that failed has used up the services of this request; the one that says so gets fresh ones.
        var before = context.RequestServices;
        await using var scope = before.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
        context.RequestServices = scope.ServiceProvider;
        try
        {
            await WriteAsync(context, fault);
        }
        finally
        {
            context.RequestServices = before;
        }
    }

    private static async Task WriteAsync(HttpContext context, Fault fault)
    {
        if (Array.Exists(Programs, p => context.Request.Path.StartsWithSegments(p)))
        {
            var words = context.RequestServices.GetRequiredService<Words>();
            await TypedResults.Json(new Api.Problem(fault.Name, words[$"fault.{fault.Name}.title"], words[$"fault.{fault.Name}.do"]), statusCode: fault.Status).ExecuteAsync(context);
            return;
        }

        await new RazorComponentResult<App>(new { Fault = fault }) { StatusCode = fault.Status }.ExecuteAsync(context);
    }

    private static void Clear(HttpContext context)
    {
        context.Response.Clear();
        context.Response.Headers.CacheControl = "no-store";
        context.SetEndpoint(null);
    }

    /// <summary>Words of the form as they came, without the machinery's own fields and passwords.</summary>
    private static IReadOnlyList<KeyValuePair<string, string>> Kept(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || !context.Request.HasFormContentType)
        {
            return [];
        }

        try
        {
            return [.. context.Request.Form
                .Where(f => !f.Key.StartsWith("__", StringComparison.Ordinal) && !f.Key.Contains("password", StringComparison.OrdinalIgnoreCase))
                .SelectMany(f => f.Value.Select(v => KeyValuePair.Create(f.Key, v ?? "")))];
        }
        catch (Exception error) when (error is IOException or InvalidDataException or InvalidOperationException)
        {
            return [];
        }
    }

    private static bool FromHere(HttpRequest request) =>
        request.Headers.Origin is not [{ } origin] || origin == $"{request.Scheme}://{request.Host}";
}
