namespace Wardmote.Web.Api;

/// <summary>The JSON API under <c>/api</c>: the same desk, the same access, the same words as the pages.</summary>
public static class ApiMap
{
    /// <summary>Maps everything and the description at <c>/openapi/v1.json</c>.</summary>
    public static void MapApi(this WebApplication app)
    {
        var api = app.MapGroup("/api").DisableAntiforgery();
        api.MapReports();
        api.MapCases();
        api.MapLists();
        app.MapOpenApi();
    }
}
