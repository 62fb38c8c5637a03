using Accounts.Api.Http;
using Microsoft.OpenApi;

namespace Accounts.Api.OpenApi;

/// <summary>The OpenAPI 3.1 document, generated from the endpoints, and a page to browse it.</summary>
internal static class ApiDescription
{
    private const string Document = "v1";
    private const string Pages = "/docs";

    /// <summary>The policy of Swagger UI, which is served from its package: it needs its inline script and no other origin.</summary>
    private const string PageRules =
        "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; "
            + "frame-ancestors 'none'";

    public static IServiceCollection AddApiDescription(this IServiceCollection services) => services.AddOpenApi(Document, options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Accounts",
                Version = "1",
                Description = "Connects Amazon Ads logins, refreshes their tokens, "
                    + "and keeps a current copy of every advertising account they can access.",
                License = new OpenApiLicense { Name = "MIT", Identifier = "MIT" },
                Contact = new OpenApiContact { Name = "The Accounts maintainers" },
            };
            document.Servers = [new OpenApiServer { Url = "/", Description = "The address that serves this document." }];
            foreach (var tag in document.Tags ?? new HashSet<OpenApiTag>()) tag.Description = TagDescriptions.Of(tag.Name!);
            foreach (var path in document.Paths.Values) path.Operations?.Remove(HttpMethod.Head); // the same as GET, and under the same name
            return Task.CompletedTask;
        });
        options.AddDocumentTransformer<SignInDescription>();
        options.AddOperationTransformer<ProblemDescription>();
        options.AddOperationTransformer<ParameterDescription>();
        options.AddOperationTransformer<IdempotencyDescription>();
        options.AddSchemaTransformer<SchemaDescription>();
        options.AddSchemaTransformer<SettingsDescription>();
        options.AddSchemaTransformer<RowDescription>();
    });

    public static void UseApiDescription(this WebApplication app)
    {
        app.UsePagePolicy(Pages, PageRules).UseHeadAsGet(Pages);
        app.UseSwaggerUI(page =>
        {
            page.RoutePrefix = "docs";
            page.DocumentTitle = "Accounts API";
            page.SwaggerEndpoint($"/openapi/{Document}.json", "Accounts");
        });
    }

    /// <summary>The document name is fixed in the route, because the framework's error for other names is not a problem response.</summary>
    public static void MapApiDescription(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi($"/openapi/{{documentName:regex(^{Document}$)}}.json").AllowAnonymous().AlsoHead();
        // No such page.
        routes.MapGet($"{Pages}/{{**rest}}", () => Problems.ToProblem(StatusCodes.Status404NotFound)).AllowAnonymous()
            .ExcludeFromDescription().AlsoHead();
    }
}
