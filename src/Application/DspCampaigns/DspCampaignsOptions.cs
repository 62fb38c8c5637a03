using System.ComponentModel.DataAnnotations;

namespace Accounts.Application.DspCampaigns;

/// <summary>How campaigns are changed at Amazon.</summary>
public sealed class DspCampaignsOptions
{
    public const string Section = "DspCampaigns";

    /// <summary>
    /// How long after a write Amazon's reads may not show it. An unconfirmed creation or change is looked for until then. Longer than
    /// <c>Resilience:RequestDeadline</c>, so that no call is in progress any more.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00", ErrorMessage = "DspCampaigns:SettleAfter must be 100 milliseconds to 1 hour.")]
    public TimeSpan SettleAfter { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long one change reserves a campaign if its instance crashes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:30:00", ErrorMessage = "DspCampaigns:ChangeLease must be 1 second to 30 minutes.")]
    public TimeSpan ChangeLease { get; init; } = TimeSpan.FromMinutes(2);
}
