using Accounts.Application.Accounts;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Accounts.Api.OpenApi;

/// <summary>The members of an account's metadata, which is stored JSON.</summary>
internal sealed class RowDescription : IOpenApiSchemaTransformer
{
    /// <summary>The generator makes a component of a schema with this annotation.</summary>
    private const string NameOfComponent = "x-schema-id";

    private static readonly string[] Texts = ["country_code", "region", "currency_code", "timezone", "profile_type"];

    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(context);
        if (typeof(AccountRow).IsAssignableFrom(context.JsonTypeInfo.Type)) schema.Properties!["metadata"] = Metadata();
        return Task.CompletedTask;
    }

    private static OpenApiSchema Metadata()
    {
        var members = Texts.ToDictionary(name => name, IOpenApiSchema (_) => NullableText(), StringComparer.Ordinal);
        members["country_codes"] = Array(new OpenApiSchema { Type = JsonSchemaType.String });
        members["alternate_ids"] = Array(Object(("countryCode", NullableText()), ("profileId", NullableText()), ("entityId", NullableText())));
        members["errors"] = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "Amazon's errors by country.",
            AdditionalProperties = Array(Object(("errorId", new OpenApiSchema { Type = JsonSchemaType.Integer }), ("errorCode", NullableText()),
                ("errorMessage", NullableText()))),
        };
        return new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "What Amazon reports of an account; further members are possible.",
            Properties = members,
            Metadata = new Dictionary<string, object>(StringComparer.Ordinal) { [NameOfComponent] = "AccountMetadata" },
        };
    }

    private static OpenApiSchema NullableText() => new() { Type = JsonSchemaType.String | JsonSchemaType.Null };

    private static OpenApiSchema Array(OpenApiSchema items) => new() { Type = JsonSchemaType.Array, Items = items };

    private static OpenApiSchema Object(params (string Name, OpenApiSchema Schema)[] members) => new()
    {
        Type = JsonSchemaType.Object,
        Properties = members.ToDictionary(m => m.Name, IOpenApiSchema (m) => m.Schema, StringComparer.Ordinal),
    };
}
