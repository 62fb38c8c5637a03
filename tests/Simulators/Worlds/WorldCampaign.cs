using System.Text.Json.Nodes;

namespace Accounts.Simulators.Worlds;

/// <summary>A DSP campaign of an advertiser.</summary>
/// <param name="Content">Amazon's representation. Changes create a new one.</param>
/// <param name="VisibleAt">When queries begin to return it.</param>
public sealed record WorldCampaign(string AdvertiserId, JsonObject Content, DateTimeOffset VisibleAt)
{
    public string Id => (string)Content["campaignId"]!;

    public string Name => (string)Content["name"]!;

    public string State => (string)Content["state"]!;
}
