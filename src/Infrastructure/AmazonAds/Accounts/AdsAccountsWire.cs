using System.Text.Json;
using Accounts.Infrastructure.AmazonAds.Http;

namespace Accounts.Infrastructure.AmazonAds.Accounts;

/// <summary>Source: Advertising Accounts 3.0, <c>POST /adsAccounts/list</c>.</summary>
internal sealed record ListAccountsRequest(int MaxResults, string? NextToken)
{
    public const string Path = "adsAccounts/list";
    public const string MediaType = "application/vnd.listaccountsresource.v1+json";
}

internal sealed record ListAccountsResponse(JsonElement AdsAccounts, JsonElement NextToken);

/// <summary>Source: Advertising Accounts 3.0, <c>GET /adsAccounts/{id}</c>.</summary>
internal sealed record AccountResponse(JsonElement AdsAccount)
{
    public const string Path = "adsAccounts";
    public const string MediaType = "application/vnd.accountresource.v1+json";
}

/// <summary>Read member by member, so that an odd one spoils neither its account nor the page.</summary>
internal readonly record struct AdsAccountWire(JsonElement Json)
{
    public JsonElement AdsAccountId => Json.Member("adsAccountId");

    public JsonElement AccountName => Json.Member("accountName");

    public JsonElement Status => Json.Member("status");

    public JsonElement CountryCodes => Json.Member("countryCodes");

    public JsonElement AlternateIds => Json.Member("alternateIds");

    public JsonElement Errors => Json.Member("errors");
}

/// <summary>Profile id (a 64-bit number) and entity id normally come as two entries of the same country.</summary>
internal readonly record struct AlternateIdWire(JsonElement Json)
{
    public JsonElement CountryCode => Json.Member("countryCode");

    public JsonElement ProfileId => Json.Member("profileId");

    public JsonElement EntityId => Json.Member("entityId");
}
