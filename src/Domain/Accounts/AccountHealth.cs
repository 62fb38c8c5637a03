namespace Accounts.Domain.Accounts;

public enum AccountHealth
{
    Healthy,

    /// <summary>It works, but something needs a look: an old or failed sync, an error of Amazon's, a status other than active.</summary>
    Degraded,

    /// <summary>It does not work until the user acts.</summary>
    Error,
}

/// <summary>What the health of an account follows from.</summary>
/// <param name="SyncAge">The time since the last sync; null if there was none.</param>
/// <param name="HasErrors">Whether Amazon reports an error in a country of the account.</param>
public sealed record AccountCondition(AccountStatus Status, bool NeedsReauthorization, bool SyncFailed, TimeSpan? SyncAge, bool HasErrors)
{
    /// <summary>Four of the default sync intervals.</summary>
    private static readonly TimeSpan Old = TimeSpan.FromDays(1);

    /// <summary>The health, with a sentence that says why. The first reason that applies is the one to act on.</summary>
    public (AccountHealth Health, string Message) Assess() => this switch
    {
        { NeedsReauthorization: true } or { Status: AccountStatus.Error } => (AccountHealth.Error, "Access to Amazon was revoked; connect again."),
        { Status: AccountStatus.Disconnected } => (AccountHealth.Error, "The account is disconnected."),
        { Status: AccountStatus.Suspended } => (AccountHealth.Degraded, "Amazon has disabled the account."),
        { Status: AccountStatus.Inactive } => (AccountHealth.Degraded, "Amazon no longer lists the account."),
        { Status: AccountStatus.Pending } => (AccountHealth.Degraded, "Amazon is still creating the account."),
        { SyncFailed: true } => (AccountHealth.Degraded, "The last sync of the account failed."),
        { HasErrors: true } => (AccountHealth.Degraded, "Amazon reports an error in a country of the account."),
        { SyncAge: null } => (AccountHealth.Degraded, "The account has not been synced yet."),
        { SyncAge: { } age } when age > Old => (AccountHealth.Degraded, "The account has not been synced for a day."),
        _ => (AccountHealth.Healthy, "The account is up to date."),
    };
}
