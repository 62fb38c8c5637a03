using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Accounts.Simulators.AmazonAds;

/// <summary>One of the errors of an item of a 207.</summary>
internal sealed record CampaignError(string Code, string Message, string Field)
{
    public JsonObject ToJson(int index) =>
        new() { ["code"] = Code, ["message"] = Message, ["fieldLocation"] = $"$.campaigns[{index}].{Field}" };
}

/// <summary>What Amazon refuses of a campaign. Names that contain <c>refused</c> are refused, so that a test can have a refusal.</summary>
internal static class CampaignCheck
{
    private static readonly string[] Fixed = ["adProduct", "countries", "marketplaces", "autoCreationSettings"];

    public static CampaignError? OfNew(JsonObject campaign)
    {
        foreach (var name in new[] { "adProduct", "name", "state", "flights", "optimizations" })
            if (campaign[name] is null) return new CampaignError("FIELD_VALUE_IS_NULL", $"{name} is required.", name);
        if ((string?)campaign["state"] != "PAUSED")
            return new CampaignError("FIELD_VALUE_IS_INVALID", "DSP campaigns can only be created in the PAUSED state.", "state");
        if (campaign["countries"] is null && campaign["marketplaces"] is null)
            return new CampaignError("FIELD_VALUE_IS_NULL", "One of countries and marketplaces is required.", "countries");
        if (campaign["optimizations"]?["bidSettings"]?["bidStrategy"] is null)
            return new CampaignError("FIELD_VALUE_IS_NULL", "bidStrategy is required.", "optimizations.bidSettings.bidStrategy");
        return Common(campaign);
    }

    public static CampaignError? OfChange(JsonObject change)
    {
        if (change["campaignId"]?.GetValueKind() != JsonValueKind.String)
            return new CampaignError("FIELD_VALUE_IS_NULL", "campaignId is required.", "campaignId");
        if (Fixed.FirstOrDefault(change.ContainsKey) is { } name)
            return new CampaignError("FIELD_VALUE_CANNOT_EDIT", $"{name} cannot be changed.", name);
        return (string?)change["state"] is null or "ENABLED" or "PAUSED"
            ? Common(change) : new CampaignError("FIELD_VALUE_IS_INVALID", "The state cannot be set.", "state");
    }

    private static CampaignError? Common(JsonObject campaign)
    {
        if (campaign["name"] is { } name && ((string)name!).Contains("refused", StringComparison.OrdinalIgnoreCase))
            return new CampaignError("FIELD_VALUE_CONTAINS_BLOCKLISTED_WORDS", "The name is not allowed.", "name");
        if (campaign["flights"] is null) return null;
        if (campaign["flights"] is not JsonArray { Count: >= 1 and <= 150 } flights)
            return new CampaignError("FIELD_SIZE_IS_OUT_OF_RANGE", "A campaign has 1 to 150 flights.", "flights");

        for (var i = 0; i < flights.Count; i++)
        {
            var start = DateTimeOffset.Parse((string)flights[i]!["startDateTime"]!, CultureInfo.InvariantCulture);
            var end = DateTimeOffset.Parse((string)flights[i]!["endDateTime"]!, CultureInfo.InvariantCulture);
            if (end <= start) return new CampaignError("FIELD_VALUE_IS_INVALID", "The end must be after the start.", $"flights[{i}].endDateTime");
        }

        return null;
    }
}
