namespace Accounts.Application.Common.Jobs;

/// <summary>A kind of long work, as it is stored in <c>jobs.kind</c>.</summary>
public readonly record struct JobKind(string Name)
{
    /// <summary>One sync run of a user.</summary>
    public static readonly JobKind Sync = new("sync");

    /// <summary>One account with a sync interval of its own.</summary>
    public static readonly JobKind AccountRefresh = new("account_refresh");

    /// <summary>The registration of one account at Amazon.</summary>
    public static readonly JobKind Registration = new("registration");

    /// <summary>One read of the seats of a DSP advertiser.</summary>
    public static readonly JobKind DspSeats = new("dsp_seats");

    /// <summary>The activation of a campaign that was created paused.</summary>
    public static readonly JobKind CampaignEnable = new("campaign_enable");

    /// <summary>The outcome of a creation or change of a campaign that Amazon did not confirm.</summary>
    public static readonly JobKind CampaignSettle = new("campaign_settle");

    /// <summary>The name in settings: <c>account_refresh</c> is <c>AccountRefresh</c>.</summary>
    public string SettingName => string.Concat(Name.Split('_').Select(word => $"{char.ToUpperInvariant(word[0])}{word[1..]}"));

    public override string ToString() => Name;
}
