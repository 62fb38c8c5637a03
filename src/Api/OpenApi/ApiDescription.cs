using Accounts.Api.Http;
using Microsoft.OpenApi;

namespace Accounts.Api.OpenApi;

/// <summary>The OpenAPI 3.1 document, generated from the endpoints, and a page to browse it.</summary>
internal static class ApiDescription
{
    private const string Document = "v1";

    /// <summary>The page is Swagger UI's own, served from its package: it needs its inline bootstrap and nothing from elsewhere.</summary>
    private const string PageRules =
        "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'";

    public static IServiceCollection AddApiDescription(this IServiceCollection services) => services.AddOpenApi(Document, options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Accounts",
                Version = "1",
                Description = "Connects Amazon Ads logins, keeps their authorization alive, and keeps a current picture of every advertising account behind them.",
            };
            document.Servers = []; // wherever it is served from
            return Task.CompletedTask;
        });
        options.AddDocumentTransformer<SignInDescription>();
        options.AddOperationTransformer<ProblemDescription>();
        options.AddSchemaTransformer<EnumNameDescription>();
    });

    public static void UseApiDescription(this WebApplication app)
    {
        app.UsePagePolicy("/docs", PageRules);
        app.UseSwaggerUI(page =>
        {
            page.RoutePrefix = "docs";
            page.DocumentTitle = "Accounts API";
            page.SwaggerEndpoint($"/openapi/{Document}.json", "Accounts");
        });
    }

    /// <summary>The name is fixed in the route, because the framework refuses others in words of its own.</summary>
    public static void MapApiDescription(this IEndpointRouteBuilder routes) =>
        routes.MapOpenApi($"/openapi/{{documentName:regex(^{Document}$)}}.json").AllowAnonymous();
}
