using System.Text.Json;
using Accounts.Domain.Common;

namespace Accounts.Domain.Accounts;

/// <summary>An advertising account as the last listing showed it. The sync writes these rows set by set; nothing here is ever deleted.</summary>
public sealed class AdsAccount
{
    private AdsAccount()
    {
    }

    public AccountId Id { get; private init; }

    public UserId UserId { get; private init; }

    public ConnectionId? ConnectionId { get; private init; }

    public string AccountName { get; private init; } = "";

    public string AmazonAccountId { get; private init; } = "";

    public string? MarketplaceId { get; private init; }

    public AccountType AccountType { get; private init; }

    public bool IsDefault { get; private init; }

    public AccountStatus Status { get; private init; }

    public Region? Region { get; private init; }

    /// <summary>Of an ads account, the profile in its home country; of a DSP advertiser, its agency's.</summary>
    public string? ProfileId { get; private init; }

    public string? EntityId { get; private init; }

    /// <summary>How many complete listings in a row have not shown it.</summary>
    public int MissedListings { get; private init; }

    /// <summary>Amazon's word, kept even when it is unknown.</summary>
    public string? ApiStatus { get; private init; }

    public DateTimeOffset ConnectedAt { get; private init; }

    public DateTimeOffset? LastSyncedAt { get; private init; }

    public string SyncStatus { get; private init; } = "";

    public string? SyncErrorMessage { get; private init; }

    /// <summary>Country codes, alternate ids, errors per country, and whatever an earlier service kept here.</summary>
    public JsonElement Metadata { get; private init; }

    public DateTimeOffset CreatedAt { get; private init; }

    public DateTimeOffset UpdatedAt { get; private init; }
}
