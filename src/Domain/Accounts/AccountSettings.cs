namespace Accounts.Domain.Accounts;

/// <summary>What a user decides about an account. A sync never changes it.</summary>
/// <param name="AccountNameOverride">The user's name for the account, shown in place of Amazon's.</param>
/// <param name="AutoSync">Whether <paramref name="SyncIntervalMinutes"/> is in effect.</param>
/// <param name="SyncIntervalMinutes">15 to 1440; null if the account is synced with its connection only.</param>
/// <param name="Notes">Free text, or null.</param>
public sealed record AccountSettings(string? AccountNameOverride = null, bool AutoSync = true, int? SyncIntervalMinutes = null, string? Notes = null)
{
    public const int ShortestInterval = 15;
    public const int LongestInterval = 1440;
    public const int MaxTags = 20;
    public const int MaxTagLength = 50;
    public const int MaxNameLength = 200;
    public const int MaxNotesLength = 2000;

    /// <summary>At most 20, without duplicates.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    public bool Equals(AccountSettings? other) => other is not null
        && (AccountNameOverride, AutoSync, SyncIntervalMinutes, Notes) == (other.AccountNameOverride, other.AutoSync, other.SyncIntervalMinutes,
            other.Notes)
        && Tags.SequenceEqual(other.Tags, StringComparer.Ordinal);

    public override int GetHashCode() => HashCode.Combine(AccountNameOverride, AutoSync, SyncIntervalMinutes, Notes, Tags.Count);
}
