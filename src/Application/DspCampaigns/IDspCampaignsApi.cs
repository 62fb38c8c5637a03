using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Accounts.Domain.DspCampaigns;

namespace Accounts.Application.DspCampaigns;

/// <summary>The campaigns of a DSP advertiser at Amazon. Source: Amazon Ads API v1, <c>/adsApi/v1/{query,create,update}/campaigns</c>.</summary>
public interface IDspCampaignsApi
{
    /// <summary>One page. Amazon's reads lag behind its writes. A page may be empty and not the last one.</summary>
    Task<Result<CampaignPage>> QueryAsync(Region region, AmazonLogin login, string advertiser, CampaignFilter filter, CancellationToken ct);

    /// <summary>
    /// One attempt: Amazon's call has no idempotency key. After <c>amazon.unavailable</c>, <c>amazon.timeout</c> and <c>amazon.invalid_answer</c>
    /// the campaign may exist.
    /// </summary>
    Task<Result<CampaignAnswer>> CreateAsync(Region region, AmazonLogin login, string advertiser, NewCampaign campaign, CancellationToken ct);

    /// <summary>One attempt; after the same errors Amazon may have carried out the change.</summary>
    Task<Result<CampaignAnswer>> UpdateAsync(Region region, AmazonLogin login, string advertiser, CampaignChange change, CancellationToken ct);
}

/// <param name="States">Amazon's words, at most three; null for all.</param>
/// <param name="CampaignId">Null for all campaigns.</param>
/// <param name="Cursor">Null for the first page.</param>
public sealed record CampaignFilter(IReadOnlyList<string>? States = null, string? CampaignId = null, string? Cursor = null);

/// <param name="Cursor">Null on the last page.</param>
/// <param name="Skipped">Campaigns without the members that Amazon documents as required.</param>
public sealed record CampaignPage(IReadOnlyList<AmazonCampaign> Campaigns, string? Cursor, int Skipped);

/// <summary>Amazon's response to a creation or a change.</summary>
public abstract record CampaignAnswer
{
    private CampaignAnswer()
    {
    }

    public sealed record Stored(AmazonCampaign Campaign) : CampaignAnswer;

    public sealed record Refused(IReadOnlyList<AmazonReason> Reasons) : CampaignAnswer;
}

/// <summary>One of Amazon's reasons.</summary>
/// <param name="Location">The place in Amazon's request, if Amazon names one.</param>
public sealed record AmazonReason(string Code, string Message, string? Location);
