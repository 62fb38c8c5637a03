using System.Text.Json;
using Accounts.Domain.Common;

namespace Accounts.Domain.Accounts;

/// <summary>
/// An advertising account: what Amazon listed last, and what the user decided. A sync writes the rows in bulk, deletes none, and never changes a
/// decision. Each decision increments <see cref="Version"/>, so that only one of two writers that read the same state succeeds.
/// </summary>
public sealed class AdsAccount
{
    private AdsAccount()
    {
    }

    public AccountId Id { get; private init; }

    public UserId UserId { get; private init; }

    public ConnectionId? ConnectionId { get; private init; }

    /// <summary>Amazon's name.</summary>
    public string AccountName { get; private init; } = "";

    /// <summary>The user's name for the account, or Amazon's. The database derives it, so that lists can be sorted by it.</summary>
    public string DisplayName { get; private init; } = "";

    public string AmazonAccountId { get; private init; } = "";

    public string? MarketplaceId { get; private init; }

    public AccountType AccountType { get; private init; }

    /// <summary>At most one account of a user is the default. The database clears the flag of the previous one.</summary>
    public bool IsDefault { get; private set; }

    public AccountStatus Status { get; private set; }

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

    public DateTimeOffset UpdatedAt { get; private set; }

    public AccountSettings Settings { get; private set; } = new();

    /// <summary>When the account is due for a sync of its own; null for now.</summary>
    public DateTimeOffset? NextSyncAt { get; private set; }

    public int Version { get; private set; }

    /// <summary>Hides the account until the user reconnects it; no sync changes this.</summary>
    /// <returns>Returns false if the account is disconnected already.</returns>
    public bool Disconnect(DateTimeOffset now)
    {
        if (Status == AccountStatus.Disconnected) return false;

        Status = AccountStatus.Disconnected;
        IsDefault = false;
        Change(now);
        return true;
    }

    /// <summary>Restores the status that Amazon's last listing gave the account.</summary>
    /// <param name="missingAfter">The number of listings without the account after which it is inactive.</param>
    /// <param name="now">The time of the change.</param>
    /// <returns>Returns false if the account is not disconnected.</returns>
    public bool Reconnect(int missingAfter, DateTimeOffset now)
    {
        if (Status != AccountStatus.Disconnected) return false;

        Status = MissedListings >= missingAfter ? AccountStatus.Inactive
            : ApiStatus is null ? AccountStatus.Active
            : new AmazonAccountStatus(ApiStatus).Meaning ?? AccountStatus.Pending;
        Change(now);
        return true;
    }

    /// <returns>Returns false if the account is the default already. Error: <c>account.disconnected</c>.</returns>
    public Result<bool> MakeDefault(DateTimeOffset now)
    {
        if (Status == AccountStatus.Disconnected) return AccountErrors.Disconnected;
        if (IsDefault) return false;

        IsDefault = true;
        Change(now);
        return true;
    }

    /// <returns>Returns false if the account is not the default.</returns>
    public bool ClearDefault(DateTimeOffset now)
    {
        if (!IsDefault) return false;

        IsDefault = false;
        Change(now);
        return true;
    }

    /// <returns>Returns false if the settings are unchanged.</returns>
    public bool ApplySettings(AccountSettings settings, DateTimeOffset now)
    {
        if (settings == Settings) return false;

        if (settings.SyncIntervalMinutes != Settings.SyncIntervalMinutes) NextSyncAt = null;
        Settings = settings;
        Change(now);
        return true;
    }

    private void Change(DateTimeOffset now)
    {
        Version++;
        UpdatedAt = now;
    }
}
