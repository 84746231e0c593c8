using Microsoft.AspNetCore.OpenApi;

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
        api.MapBank();
        api.MapWhistles();
        api.MapInspections();
        api.MapSupervision();
        api.MapTeams();
        api.MapLists();
        api.MapEvaluation();
        app.MapOpenApi();
    }

    /// <summary>What every body of an act carries beside its own words, so that the description says so too.</summary>
    internal static void Describe(OpenApiOptions description) => description.AddOperationTransformer((operation, context, _) =>
    {
        if (operation.RequestBody is not null && context.Description.ActionDescriptor.EndpointMetadata.OfType<ActOfTable>().Any())
        {
            operation.Description = "Beside its own words the body takes `key`, an idempotency key of the client, and `known`, the newest sequence the client has seen.";
        }

        return Task.CompletedTask;
    });
}
