using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Accounts.Simulators.Worlds;

namespace Accounts.Simulators.AmazonAds;

/// <summary>The body of <c>POST /adsApi/v1/query/campaigns</c> (DSPQueryCampaignRequest). Filters are objects.</summary>
internal sealed record CampaignQuery(IReadOnlyList<string>? Ids, IReadOnlyList<string>? States, int MaxResults, int Start)
{
    /// <summary>Returns null for a body that the serialization layer refuses.</summary>
    public static CampaignQuery? Read(JsonObject body)
    {
        if (!Filter(body, "adProductFilter", 1, out var products) || products is not ["AMAZON_DSP"]) return null;
        if (!Filter(body, "campaignIdFilter", 1000, out var ids) || !Filter(body, "stateFilter", 3, out var states)) return null;
        var size = 100;
        if (body["maxResults"] is { } max && (max.GetValueKind() != JsonValueKind.Number || (size = (int)max) is < 1 or > 100)) return null;
        var start = 0;
        if (body["nextToken"] is { } token && (token.GetValueKind() != JsonValueKind.String
            || !int.TryParse((string)token!, NumberStyles.None, CultureInfo.InvariantCulture, out start)))
        {
            return null;
        }

        return new CampaignQuery(ids, states, size, start);
    }

    public bool Matches(WorldCampaign campaign) =>
        (Ids is null || Ids.Contains(campaign.Id)) && (States is null || States.Contains(campaign.State));

    private static bool Filter(JsonObject body, string name, int most, out IReadOnlyList<string>? values)
    {
        values = null;
        if (!body.TryGetPropertyValue(name, out var filter)) return true;
        if (filter is not JsonObject { } found || found["include"] is not JsonArray { Count: > 0 } include || include.Count > most) return false;
        if (include.Any(v => v?.GetValueKind() != JsonValueKind.String)) return false;
        values = [.. include.Select(v => (string)v!)];
        return true;
    }
}
