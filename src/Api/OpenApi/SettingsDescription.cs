using System.Text.Json.Nodes;
using Accounts.Api.Endpoints;
using Accounts.Application.Settings;
using Accounts.Domain.Settings;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Accounts.Api.OpenApi;

/// <summary>
/// The values that each preference accepts. A change is read member by member, so its schema is that of the preferences, with none required.
/// </summary>
internal sealed class SettingsDescription : IOpenApiSchemaTransformer
{
    private const string Member = "preferences";

    public async Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(context);
        if (context.JsonTypeInfo.Type == typeof(Preferences))
        {
            foreach (var preference in Preference.All) Describe((OpenApiSchema)schema.Properties![preference.Name], preference);
        }
        else if (context.JsonTypeInfo.Type == typeof(SettingsEndpoints.NewPreferences))
        {
            var changes = await context.GetOrCreateSchemaAsync(typeof(Preferences), parameterDescription: null, cancellationToken);
            changes.Required = null;
            changes.Metadata?.Clear(); // otherwise it becomes a reference to the complete preferences
            changes.Description = schema.Properties![Member].Description;
            schema.Properties[Member] = changes;
        }
    }

    private static void Describe(OpenApiSchema schema, Preference preference)
    {
        schema.Description = $"{char.ToUpperInvariant(preference.Expected[0])}{preference.Expected[1..]}.";
        schema.Minimum = preference.Least?.ToString(System.Globalization.CultureInfo.InvariantCulture);
        schema.Maximum = preference.Most?.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (preference.Choices is { } choices) schema.Enum = [.. choices.Select(choice => (JsonNode)choice)];
    }
}
