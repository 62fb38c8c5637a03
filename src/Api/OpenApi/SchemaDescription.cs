using System.Net.ServerSentEvents;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Accounts.Api.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Accounts.Api.OpenApi;

/// <summary>
/// Completes what the generator cannot know: the types behind our JSON converters, and members without a setter, which are in every response.
/// </summary>
internal sealed class SchemaDescription : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(context);
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type == typeof(UtcTime) || type == typeof(DateTimeOffset)) Become(schema, "date-time");
        else if (type.IsEnum) BecomeEnum(schema);
        else if (EnumNames.Of(type) is { } names) BecomeName(schema, names);
        else if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(SseItem<>)) BecomeStream(schema);
        else if (context.JsonTypeInfo.Kind == JsonTypeInfoKind.Object) CompleteMembers(schema, context.JsonTypeInfo);

        if (context.JsonTypeInfo.Type == typeof(DateTimeOffset?)) schema.Type |= JsonSchemaType.Null;
        return Task.CompletedTask;
    }

    private static void Become(OpenApiSchema schema, string? format)
    {
        schema.Type = JsonSchemaType.String;
        schema.Format = format;
        schema.Properties = null;
        schema.OneOf = null;
        schema.AdditionalPropertiesAllowed = true;
    }

    private static void BecomeEnum(OpenApiSchema schema)
    {
        Become(schema, format: null);
        // Null is not a value of the enum: a member that may be null says so itself.
        schema.Enum = schema.Enum?.OfType<JsonNode>().Where(value => !value.IsJsonNullSentinel()).ToList();
    }

    private static void BecomeStream(OpenApiSchema schema)
    {
        Become(schema, format: null);
        schema.Required = null;
        schema.Description = "Events of the type `progress`, each with the run as JSON in `data` and an `id` for `Last-Event-ID`.";
    }

    private static void BecomeName(OpenApiSchema schema, IReadOnlyList<string> names)
    {
        Become(schema, format: null);
        schema.Description = null;
        schema.Enum = [.. names.Select(name => (JsonNode)name)];
    }

    private static void CompleteMembers(OpenApiSchema schema, JsonTypeInfo type)
    {
        if (type.Properties.Any(p => p.IsExtensionData)) schema.AdditionalProperties = new OpenApiSchema(); // Redocly asks for more than its absence
        var isResponse = type.Properties.Any(p => p.Set is null);
        foreach (var member in type.Properties)
        {
            if (!isResponse || member.AttributeProvider is not PropertyInfo property || schema.Properties?.ContainsKey(member.Name) != true) continue;

            if (IsAlwaysWritten(property)) (schema.Required ??= new HashSet<string>(StringComparer.Ordinal)).Add(member.Name);
            if (member.Set is null) schema.Properties[member.Name] = WithNullability(schema.Properties[member.Name], property);
        }
    }

    private static bool IsAlwaysWritten(PropertyInfo member) =>
        member.GetCustomAttribute<JsonIgnoreAttribute>() is not { Condition: JsonIgnoreCondition.WhenWritingNull };

    /// <summary>The generator asks the setter.</summary>
    private static IOpenApiSchema WithNullability(IOpenApiSchema schema, PropertyInfo member)
    {
        var isNullable = new NullabilityInfoContext().Create(member).ReadState == NullabilityState.Nullable;
        if (schema is OpenApiSchema { Type: { } type } own && !type.HasFlag(JsonSchemaType.Object))
        {
            own.Type = isNullable ? type | JsonSchemaType.Null : type & ~JsonSchemaType.Null;
            return own;
        }

        return isNullable ? new OpenApiSchema { OneOf = [new OpenApiSchema { Type = JsonSchemaType.Null }, schema] } : schema;
    }
}
