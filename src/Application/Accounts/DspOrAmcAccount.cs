using System.Text.Json.Nodes;
using Accounts.Domain.Common;

namespace Accounts.Application.Accounts;

/// <summary>A DSP advertiser or AMC account as <c>app.store_held_accounts</c> reads it.</summary>
internal sealed record DspOrAmcAccount(string Id, string Name, string? MarketplaceId, JsonObject Metadata)
{
    /// <param name="known">The metadata of this kind of account. The members common to all accounts are added.</param>
    public static DspOrAmcAccount Of(string id, string name, string? marketplaceId, JsonObject known, string? country, Region region)
    {
        known["country_codes"] = country is null ? [] : new JsonArray(country);
        known["region"] = region.ToString();
        known["errors"] = new JsonObject();
        return new DspOrAmcAccount(id, name, marketplaceId, known);
    }
}
