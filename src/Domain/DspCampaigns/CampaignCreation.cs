using Accounts.Domain.Common;

namespace Accounts.Domain.DspCampaigns;

/// <summary>How far the creation of a campaign has come.</summary>
public enum CreationStatus
{
    /// <summary>It was sent, and its outcome is unknown.</summary>
    Sending,

    Created,

    /// <summary>Amazon did not create it.</summary>
    Refused,
}

/// <summary>
/// A request to create a campaign. Amazon's call has no idempotency key, so the request is stored before it is sent. While its outcome is
/// unknown, the campaign is looked for before another request of the same name is sent.
/// </summary>
public sealed class CampaignCreation
{
    private CampaignCreation()
    {
    }

    public Guid Id { get; private init; }

    public UserId UserId { get; private init; }

    public AccountId AccountId { get; private init; }

    public string CampaignName { get; private init; } = "";

    public NewCampaign Request { get; private set; } = null!;

    public CreationStatus Status { get; private set; }

    /// <summary>When it was last sent.</summary>
    public DateTimeOffset SentAt { get; private set; }

    public DateTimeOffset FirstSentAt { get; private init; }

    /// <summary>Amazon's id of the campaign, if it was created.</summary>
    public string? CampaignId { get; private set; }

    public static CampaignCreation Send(Guid id, UserId user, AccountId account, NewCampaign request, DateTimeOffset now) => new()
    {
        Id = id,
        UserId = user,
        AccountId = account,
        CampaignName = request.Name,
        Request = request,
        SentAt = now,
        FirstSentAt = now,
    };

    /// <summary>Whether the campaign may exist and not be visible yet.</summary>
    public bool MayStillAppear(TimeSpan settleAfter, DateTimeOffset now) => Status == CreationStatus.Sending && now < SentAt + settleAfter;

    /// <summary>Sends the request again, because the campaign of the earlier attempt does not exist.</summary>
    /// <param name="request">The same campaign. If it starts today, its first flight starts later than that of the earlier attempt.</param>
    /// <param name="now">The time of the attempt.</param>
    public void SendAgain(NewCampaign request, DateTimeOffset now) => (Status, Request, SentAt) = (CreationStatus.Sending, request, now);

    public void Complete(string campaignId) => (Status, CampaignId) = (CreationStatus.Created, campaignId);

    public void Refuse() => Status = CreationStatus.Refused;
}
