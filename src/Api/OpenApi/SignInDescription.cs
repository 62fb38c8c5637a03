using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Accounts.Api.OpenApi;

/// <summary>Every operation requires a Clerk session token, except the anonymous ones.</summary>
internal sealed class SignInDescription : IOpenApiDocumentTransformer
{
    private const string Scheme = "clerk";

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.AddComponent(Scheme, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            BearerFormat = "JWT",
            Description = "A Clerk session token. Pages of the same origin may send Clerk's __session cookie instead.",
        });

        var open = context.DescriptionGroups.SelectMany(g => g.Items)
            .Where(d => d.ActionDescriptor.EndpointMetadata.OfType<IAllowAnonymous>().Any())
            .Select(d => ("/" + d.RelativePath?.TrimEnd('/'), d.HttpMethod)).ToHashSet();
        foreach (var (path, item) in document.Paths)
        {
            foreach (var (method, operation) in item.Operations ?? [])
            {
                operation.Security = open.Contains((path.TrimEnd('/'), method.Method))
                    ? []
                    : [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] }];
            }
        }

        return Task.CompletedTask;
    }
}
