using System.Text.Json.Nodes;
using Accounts.Application.Accounts;
using Accounts.Domain.Common;

namespace Accounts.Application.Managers;

internal static class AmcAccount
{
    /// <summary>A link contains the marketplace of an AMC account, which determines country, currency and time zone.</summary>
    public static DspOrAmcAccount Of(RemoteLink link, Region region)
    {
        var home = Marketplace.OfId(link.MarketplaceId);
        var known = new JsonObject
        {
            ["country_code"] = home?.Country,
            ["currency_code"] = home?.Currency,
            ["timezone"] = home?.Timezone,
            ["profile_type"] = null,
            ["alternate_ids"] = new JsonArray(),
        };
        return DspOrAmcAccount.Of(link.AccountId!, link.AccountName ?? link.AccountId!, link.MarketplaceId, known, home?.Country, region);
    }
}
