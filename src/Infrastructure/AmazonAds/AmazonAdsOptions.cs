using Accounts.Domain.Common;
using Accounts.Infrastructure.AmazonAds.Resilience;

namespace Accounts.Infrastructure.AmazonAds;

/// <summary>Our Login with Amazon application and Amazon's hosts.</summary>
public sealed class AmazonAdsOptions
{
    public const string Section = "AmazonAds";

    public string ClientId { get; init; } = "";

    public string ClientSecret { get; init; } = "";

    /// <summary>The exact callback address registered with the application.</summary>
    public string RedirectUri { get; init; } = "";

    /// <summary>Separated by spaces. An unknown scope fails the whole consent.</summary>
    public string Scopes { get; init; } = "advertising::campaign_management";

    /// <summary>The regions users may connect, as one text separated by commas.</summary>
    public string EnabledRegions { get; init; } = "NA,EU,FE";

    /// <summary>Hosts per region. There is no sandbox host: Amazon shut it in June 2022.</summary>
    public IDictionary<Region, RegionHosts> Regions { get; init; } = new Dictionary<Region, RegionHosts>
    {
        [Region.NA] = new()
        {
            ApiUrl = "https://advertising-api.amazon.com",
            TokenUrl = "https://api.amazon.com/auth/o2/token",
            ConsentUrl = "https://www.amazon.com/ap/oa",
        },
        [Region.EU] = new()
        {
            ApiUrl = "https://advertising-api-eu.amazon.com",
            TokenUrl = "https://api.amazon.co.uk/auth/o2/token",
            ConsentUrl = "https://eu.account.amazon.com/ap/oa",
        },
        [Region.FE] = new()
        {
            ApiUrl = "https://advertising-api-fe.amazon.com",
            TokenUrl = "https://api.amazon.co.jp/auth/o2/token",
            ConsentUrl = "https://apac.account.amazon.com/ap/oa",
        },
    };

    /// <summary>The initial rate limits, per region and scope.</summary>
    public IDictionary<CallFamily, RateLimitOptions> Limits { get; init; } = new Dictionary<CallFamily, RateLimitOptions>
    {
        [CallFamily.AdsAccounts] = new() { Rate = 10, Burst = 20 },
        [CallFamily.Profiles] = new() { Rate = 10, Burst = 20 },
        [CallFamily.Managers] = new() { Rate = 10, Burst = 20 },
        [CallFamily.DspAdvertisers] = new() { Rate = 10, Burst = 20 },
        [CallFamily.DspSeats] = new() { Rate = 2, Burst = 10 },
        [CallFamily.DspCampaigns] = new() { Rate = 5, Burst = 10 },
        [CallFamily.ReportCreation] = new() { Rate = 1, Burst = 5 },
        [CallFamily.Reports] = new() { Rate = 5, Burst = 10 },
    };

    internal IEnumerable<string> EnabledRegionNames => EnabledRegions.Split(',', StringSplitOptions.TrimEntries);

    internal bool Enables(Region region) => EnabledRegionNames.Contains(region.ToString(), StringComparer.OrdinalIgnoreCase);
}

/// <summary>Plain HTTP is for loopback only.</summary>
public sealed class RegionHosts
{
    /// <summary>Base address of the Amazon Ads API.</summary>
    public string ApiUrl { get; set; } = "";

    /// <summary>Full address of the token endpoint.</summary>
    public string TokenUrl { get; set; } = "";

    /// <summary>Full address of the consent page.</summary>
    public string ConsentUrl { get; set; } = "";
}
