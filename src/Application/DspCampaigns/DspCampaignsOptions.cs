using System.ComponentModel.DataAnnotations;

namespace Accounts.Application.DspCampaigns;

/// <summary>How campaigns are changed at Amazon.</summary>
public sealed class DspCampaignsOptions
{
    public const string Section = "DspCampaigns";

    /// <summary>How long a campaign whose creation was not confirmed is looked for before it may be created again.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00", ErrorMessage = "DspCampaigns:SettleAfter must be 100 milliseconds to 1 hour.")]
    public TimeSpan SettleAfter { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long one change reserves a campaign if its instance crashes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:30:00", ErrorMessage = "DspCampaigns:ChangeLease must be 1 second to 30 minutes.")]
    public TimeSpan ChangeLease { get; init; } = TimeSpan.FromMinutes(5);
}
