namespace Accounts.Application.Common.Features;

/// <summary>What can be turned off, for everyone or for a share of the users. The names are those of the settings.</summary>
public enum Feature
{
    /// <summary>The registration of accounts at Amazon.</summary>
    Registration,

    /// <summary>The scheduled syncs of connections and accounts.</summary>
    AutoSync,

    /// <summary>The exchange seats of DSP advertisers.</summary>
    DspSeats,

    /// <summary>The campaigns of DSP advertisers.</summary>
    DspCampaigns,
}
