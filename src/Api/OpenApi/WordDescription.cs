using System.Text.Json.Nodes;
using Accounts.Api.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Accounts.Api.OpenApi;

/// <summary>A word in a query is one of a list.</summary>
internal sealed class WordDescription : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(Word<>)) return Task.CompletedTask;

        var words = (IReadOnlyList<string>)type.GetProperty(nameof(Word<DayOfWeek>.All))!.GetValue(null)!;
        schema.Type = JsonSchemaType.String;
        schema.Properties = null;
        schema.Enum = [.. words.Select(word => (JsonNode)word)];
        return Task.CompletedTask;
    }
}
