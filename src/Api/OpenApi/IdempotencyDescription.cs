using Accounts.Api.Idempotency;
using Accounts.Application.Common.Ports;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Accounts.Api.OpenApi;

/// <summary>Describes the <c>Idempotency-Key</c> of the routes that accept one.</summary>
internal sealed class IdempotencyDescription : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (!context.Description.ActionDescriptor.EndpointMetadata.OfType<IdempotentRoute>().Any()) return Task.CompletedTask;

        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = IdempotentRoute.Header,
            In = ParameterLocation.Header,
            Description = "For 24 hours, a repeated request with the same key and body gets the same response, "
                + $"with the header {IdempotentRoute.Replayed}: true.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = IdempotencyKey.MaxLength },
        });
        return Task.CompletedTask;
    }
}
