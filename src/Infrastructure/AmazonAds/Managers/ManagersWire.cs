using System.Text.Json;
using Accounts.Infrastructure.AmazonAds.Http;

namespace Accounts.Infrastructure.AmazonAds.Managers;

/// <summary>Source: Amazon Ads API, manager accounts, <c>GET /managerAccounts</c>.</summary>
internal sealed record ManagersResponse(JsonElement ManagerAccounts)
{
    public const string Path = "managerAccounts";
    public const string MediaType = "application/vnd.getmanageraccountsresponse.v1+json";

    /// <summary>No member is required, and a login without managers is the ordinary case.</summary>
    public const string Empty = """{"managerAccounts":[]}""";

    /// <summary>Amazon returns no more links than this of one manager account.</summary>
    public const int MaxLinks = 50;
}

internal readonly record struct ManagerAccountWire(JsonElement Json)
{
    /// <summary>The id has no documented pattern; an underscore is allowed.</summary>
    public const string Punctuation = ".-_";

    public JsonElement ManagerAccountId => Json.Member("managerAccountId");

    public JsonElement ManagerAccountName => Json.Member("managerAccountName");

    public JsonElement LinkedAccounts => Json.Member("linkedAccounts");
}

/// <summary>Ids that do not apply are null or empty. Here a profile id is text.</summary>
internal readonly record struct LinkedAccountWire(JsonElement Json)
{
    public JsonElement AccountId => Json.Member("accountId");

    public JsonElement AccountName => Json.Member("accountName");

    public JsonElement AccountType => Json.Member("accountType");

    public JsonElement DspAdvertiserId => Json.Member("dspAdvertiserId");

    public JsonElement MarketplaceId => Json.Member("marketplaceId");

    public JsonElement ProfileId => Json.Member("profileId");
}
