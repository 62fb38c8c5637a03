namespace Accounts.Infrastructure.AmazonAds;

/// <summary>Operations that Amazon limits together, as far as anybody outside can tell.</summary>
public enum CallFamily
{
    AdsAccounts,
    Profiles,
    Managers,
    DspAdvertisers,
    DspSeats,
    DspCampaigns,
    ReportCreation,
    Reports,

    /// <summary>Login with Amazon. It has no rate limit here, because the number of concurrent refreshes is limited where they start.</summary>
    Login,
}

/// <summary>What one breaker stands before: operations that fail together.</summary>
internal enum BreakerGroup
{
    Accounts,
    Dsp,
    Reports,
    Login,
}

internal static class CallFamilies
{
    public static BreakerGroup Group(this CallFamily family) => family switch
    {
        CallFamily.DspAdvertisers or CallFamily.DspSeats or CallFamily.DspCampaigns => BreakerGroup.Dsp,
        CallFamily.ReportCreation or CallFamily.Reports => BreakerGroup.Reports,
        CallFamily.Login => BreakerGroup.Login,
        _ => BreakerGroup.Accounts,
    };

    /// <summary>Amazon queues report creation for long: a refusal there is not over in a second. Source: Amazon Ads API, rate limiting.</summary>
    public static int Slowness(this CallFamily family) => family == CallFamily.ReportCreation ? 10 : 1;
}
