using System.Text.Json.Nodes;
using Accounts.Api.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Accounts.Api.OpenApi;

/// <summary>Describes the name of an enum value as a string with a list of allowed values.</summary>
internal sealed class EnumNameDescription : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type == typeof(UtcTime))
        {
            schema.Type = JsonSchemaType.String;
            schema.Format = "date-time";
            schema.Properties = null;
        }

        if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(EnumName<>)) return Task.CompletedTask;

        var names = (IReadOnlyList<string>)type.GetProperty(nameof(EnumName<DayOfWeek>.All))!.GetValue(null)!;
        schema.Type = JsonSchemaType.String;
        schema.Properties = null;
        schema.Enum = [.. names.Select(name => (JsonNode)name)];
        return Task.CompletedTask;
    }
}
