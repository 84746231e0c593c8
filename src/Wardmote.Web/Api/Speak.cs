namespace Wardmote.Web.Api;

/// <summary>The language the API answers in: <c>?lang=</c>, else the first known one of Accept-Language, else Chinese.</summary>
public static class Speak
{
    private static readonly string[] Known = ["zh", "en", "ar"];

    /// <summary>zh, en or ar.</summary>
    public static string Of(HttpContext http)
    {
        if (http.Request.Query["lang"] is [{ } asked, ..] && Known.Contains(asked))
        {
            return asked;
        }

        return http.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1).Select(l => l.Value.ToString().Split('-')[0].ToLowerInvariant()).FirstOrDefault(Known.Contains) ?? "zh";
    }
}
