using Accounts.Domain.Common;

namespace Accounts.Domain.DspCampaigns;

public static class CampaignErrors
{
    public static readonly Error NotFound =
        new(ErrorKind.NotFound, "campaign.not_found", "The campaign does not exist.");

    public static readonly Error Changed =
        new(ErrorKind.OutOfDate, "campaign.changed", "The campaign was changed since you read it; read it again and retry.");

    public static readonly Error ChangeInProgress =
        new(ErrorKind.Conflict, "campaign.change_in_progress", "Another change of this campaign is in progress; retry in a moment.")
        {
            RetryAfter = TimeSpan.FromSeconds(2),
        };

    public static readonly Error OutcomeUnknown =
        new(ErrorKind.UpstreamTimeout, "campaign.outcome_unknown",
            "Amazon did not confirm the change; read the campaigns again before you repeat it.");

    /// <summary>Amazon's reads lag behind its writes: a change of what was read would undo an earlier change.</summary>
    public static readonly Error NotVisibleYet =
        new(ErrorKind.UpstreamUnavailable, "campaign.not_visible_yet", "Amazon does not show the campaign's last change yet; retry shortly.")
        {
            RetryAfter = TimeSpan.FromSeconds(5),
        };

    public static readonly Error ReadOnly =
        new(ErrorKind.Conflict, "campaign.read_only", "The campaign belongs to a deal at Amazon and can be changed only there.");

    /// <summary><see cref="Error.Fields"/> lists what is wrong.</summary>
    public static readonly Error Invalid =
        new(ErrorKind.Invalid, "campaign.invalid", "The campaign is not valid; what is wrong is in errors.");

    /// <summary><see cref="Error.Fields"/> lists Amazon's reasons.</summary>
    public static readonly Error Refused =
        new(ErrorKind.Invalid, "campaign.refused", "Amazon refused the campaign; its reasons are in errors.");
}
