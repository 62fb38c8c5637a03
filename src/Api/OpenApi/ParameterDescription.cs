using System.Text.Json.Nodes;
using Accounts.Api.Http;
using Accounts.Domain.Accounts;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Accounts.Api.OpenApi;

/// <summary>
/// Describes the parameters by name, because a name means the same everywhere: its meaning, its limits, and the values of an enum.
/// The validators decide; a test sends values beyond every limit that is described here.
/// </summary>
internal sealed class ParameterDescription : IOpenApiOperationTransformer
{
    private const string Country = "A country, such as DE; UK means GB.";

    private static readonly Dictionary<string, (string Text, Action<OpenApiSchema>? Limit)> ByName = new(StringComparer.Ordinal)
    {
        ["account_type"] = ("The types of accounts; repeatable.", null),
        ["advertiser_id"] = ("Amazon's id of a DSP advertiser.", schema => Pattern(schema, "^[0-9]+$")),
        ["campaign_id"] = ("Amazon's id of a campaign.", schema => Pattern(schema, "^[A-Za-z0-9._-]{1,64}$")),
        ["connection"] = ("The id of the connection to authorize again, or `new`. Default: the user's only connection, else a new one.", null),
        ["connection_id"] = ("Connections of the accounts; repeatable.", null),
        ["country_code"] = (Country, schema => Pattern(schema, "^[A-Za-z]{2}$")),
        ["event_type"] = ("A type of event, such as `account.settings`.", schema => Pattern(schema, "^[A-Za-z0-9_.-]{1,100}$")),
        ["exchange_ids"] = ("Exchanges of the seats; repeatable, up to 100.", schema => Pattern(schema, "^[A-Za-z0-9_.:-]{1,64}$")),
        ["from"] = ("Only events at this time or later.", null),
        ["has_errors"] = ("Only accounts for which Amazon reports errors, or only the others.", null),
        ["id"] = ("The id, as the list returns it.", null),
        ["If-Match"] = ("The `ETag` that was read, or `*` for any version.", null),
        ["include_advertising"] = ("Whether to include advertising accounts.", null),
        ["include_amc"] = ("Whether to include AMC accounts.", null),
        ["include_dsp"] = ("Whether to include DSP accounts.", null),
        ["include_profiles"] = ("Whether to include the country profiles.", null),
        ["Last-Event-ID"] = ("The id of the last event that was received; the stream continues after it.", null),
        ["limit"] = ("The number of entries.", schema => Range(schema, 1, 100)),
        ["live"] = ("Whether to request the page from Amazon instead of the store.", null),
        ["ListSeats.max_results"] = ("The number of seats of a page.", schema => Range(schema, 1, 200)),
        ["ListSeats.profile_id"] = ("The agency profile that has the advertiser.", schema => Pattern(schema, "^[0-9]{1,20}$")),
        ["GetCampaign.live"] = ("Whether to read the campaign from Amazon first.", null),
        ["ListCampaigns.live"] = ("Whether to read all campaigns of the advertiser from Amazon first.", null),
        ["max_results"] = ("The number of entries of a page.", schema => Range(schema, 1, 100)),
        ["next_token"] = ("The token of the next page, from the page before. It is valid for a day, for the same filters.", null),
        ["offset"] = ("The number of entries to skip.", schema => Range(schema, 0, 10_000)),
        ["order"] = ("The direction of the order.", null),
        ["page"] = ("The number of the page, from 1.", schema => Range(schema, 1, 1_000_000)),
        ["page_size"] = ("The number of accounts of a page.", schema => Range(schema, 1, 100)),
        ["profileId"] = ("Amazon's id of a profile.", schema => Pattern(schema, "^[0-9]{1,20}$")),
        ["profile_id"] = ("Amazon's id of a profile.", schema => Pattern(schema, "^[0-9]{1,20}$")),
        ["profile_type"] = ("The type of the profiles.", null),
        ["region"] = ("The region at Amazon. Default for a new connection: NA; for a list: all.", null),
        ["return_to"] = ("The path on this site to which the flow returns.", schema => schema.MaxLength = 500),
        ["search"] = ("A part of the name or of Amazon's id, literally.", schema => schema.MaxLength = 200),
        ["sort"] = ("The member that decides the order.", null),
        ["status"] = ("The statuses of the entries.", null),
        ["ListAdsAccounts.status"] = ("Amazon's status of the accounts.", schema => Pattern(schema, "^[A-Z_]{1,50}$")),
        ["status_filter"] = ("How the reads ended.", null),
        ["synced_before"] = ("Only accounts whose last sync is older, or that were never synced.", null),
        ["tag"] = ("A tag of the accounts.", schema => (schema.MinLength, schema.MaxLength) = (1, AccountSettings.MaxTagLength)),
        ["target_id"] = ("The id of what the event is about.", schema => Pattern(schema, "^[A-Za-z0-9_.:-]{1,100}$")),
        ["to"] = ("Only events before this time.", null),
        ["userId"] = ("The caller's Clerk id.", null),
    };

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentNullException.ThrowIfNull(context);
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>().Where(p => p.Description is null))
        {
            var (text, limit) = ByName.TryGetValue($"{operation.OperationId}.{parameter.Name}", out var own) ? own : ByName[parameter.Name!];
            parameter.Description = text;
            if (parameter.Schema is not OpenApiSchema schema) continue;

            schema.Type &= ~JsonSchemaType.Null; // a query has no null
            limit?.Invoke(schema.Items as OpenApiSchema ?? schema);
            Describe(schema, context.Description.ParameterDescriptions.FirstOrDefault(p => p.Name == parameter.Name)?.Type);
        }

        return Task.CompletedTask;
    }

    private static void Describe(OpenApiSchema schema, Type? type)
    {
        if (type is null || schema.Type != JsonSchemaType.String) return;

        var value = Nullable.GetUnderlyingType(type) ?? type;
        if (value == typeof(UtcTime)) schema.Format = "date-time";
        else if (EnumNames.Of(value) is { } names) schema.Enum = [.. names.Select(name => (JsonNode)name)];
    }

    private static void Range(OpenApiSchema schema, int least, int most) => (schema.Minimum, schema.Maximum) = ($"{least}", $"{most}");

    private static void Pattern(OpenApiSchema schema, string pattern) => schema.Pattern = pattern;
}

internal static class EnumNames
{
    /// <summary>The values of an <see cref="EnumName{TEnum}"/>; null for another type.</summary>
    public static IReadOnlyList<string>? Of(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(EnumName<>)
        ? (IReadOnlyList<string>)type.GetProperty(nameof(EnumName<DayOfWeek>.All))!.GetValue(null)! : null;
}
