using System.Text.Json;
using Accounts.Domain.Common;

namespace Accounts.Domain.Accounts;

/// <summary>An advertising account as last listed by Amazon. A sync writes the rows in bulk and deletes none.</summary>
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

    /// <summary>For an ads account, the profile in its home country. For a DSP advertiser, its agency's profile.</summary>
    public string? ProfileId { get; private init; }

    public string? EntityId { get; private init; }

    /// <summary>The number of consecutive complete listings without it.</summary>
    public int MissedListings { get; private init; }

    /// <summary>Amazon's status, kept even if it is unknown.</summary>
    public string? ApiStatus { get; private init; }

    public DateTimeOffset ConnectedAt { get; private init; }

    public DateTimeOffset? LastSyncedAt { get; private init; }

    public string SyncStatus { get; private init; } = "";

    public string? SyncErrorMessage { get; private init; }

    /// <summary>Country codes, alternate ids, errors per country, and members written by an earlier version.</summary>
    public JsonElement Metadata { get; private init; }

    public DateTimeOffset CreatedAt { get; private init; }

    public DateTimeOffset UpdatedAt { get; private init; }
}
