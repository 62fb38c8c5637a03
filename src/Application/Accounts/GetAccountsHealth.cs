using System.Text.Json.Serialization;
using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Application.Accounts;

/// <summary>Assesses the health of every account from its status, its token, the age of its data and Amazon's errors.</summary>
public sealed record GetAccountsHealthQuery(UserId User) : IQuery<AccountsHealth>;

public sealed record AccountsHealth(IReadOnlyList<AccountHealthView> Health, AccountHealthCounts Summary);

public sealed record AccountHealthCounts(int Healthy, int Degraded, int Error);

/// <param name="IdOfAccount"><paramref name="AccountId"/>, under the name that the existing frontend reads.</param>
/// <param name="Message">Why the account has this health.</param>
/// <param name="ErrorMessage">The error of the last sync.</param>
public sealed record AccountHealthView(
    [property: JsonPropertyName("accountId")] Guid IdOfAccount,
    Guid AccountId,
    string AmazonAccountId,
    string AccountName,
    AccountHealth Status,
    string Message,
    bool IsActive,
    bool TokenValid,
    DateTimeOffset? LastSyncedAt,
    [property: JsonPropertyName("lastChecked")] DateTimeOffset LastChecked,
    string? ErrorMessage,
    bool RequiresReauth,
    [property: JsonPropertyName("tokenHealth")] TokenHealth TokenHealth);

/// <param name="ExpiresIn">In seconds; 0 if the token has expired or there is none.</param>
/// <param name="NeedsRefresh">Whether the token expires within ten minutes. It is refreshed without any action.</param>
public sealed record TokenHealth(
    [property: JsonPropertyName("isValid")] bool IsValid,
    [property: JsonPropertyName("expiresIn")] long ExpiresIn,
    [property: JsonPropertyName("needsRefresh")] bool NeedsRefresh)
{
    private const int RefreshSeconds = 600;

    /// <summary>For display only: no decision depends on this instance's clock.</summary>
    internal static TokenHealth Of(ConnectionStatus? status, DateTimeOffset? expiresAt, DateTimeOffset now)
    {
        var seconds = status == ConnectionStatus.Active && expiresAt is { } expiry ? Math.Max(0, (long)(expiry - now).TotalSeconds) : 0;
        return new TokenHealth(seconds > 0, seconds, seconds < RefreshSeconds);
    }
}

internal sealed class GetAccountsHealthHandler(IReadDb db, TimeProvider clock) : IQueryHandler<GetAccountsHealthQuery, AccountsHealth>
{
    public async Task<Result<AccountsHealth>> Handle(GetAccountsHealthQuery query, CancellationToken ct)
    {
        var accounts = await AccountView.Of(db).Where(a => a.Account.UserId == query.User)
            .OrderBy(a => a.Account.DisplayName).ThenBy(a => a.Account.Id)
            .Select(a => new StoredCondition(
                a.Account.Id.Value, a.Account.AmazonAccountId, a.Account.DisplayName, a.Status, a.ConnectionState, a.TokenExpiresAt, a.LastSyncedAt,
                a.Account.SyncStatus, a.Account.SyncErrorMessage, DatabaseFunctions.HasErrors(a.Account.Metadata) == true))
            .ToListAsync(ct);

        var now = clock.GetUtcNow();
        AccountHealthView[] health = [.. accounts.Select(a => a.Assess(now))];
        var counts = health.CountBy(h => h.Status).ToDictionary();
        return new AccountsHealth(health, new AccountHealthCounts(
            counts.GetValueOrDefault(AccountHealth.Healthy), counts.GetValueOrDefault(AccountHealth.Degraded),
            counts.GetValueOrDefault(AccountHealth.Error)));
    }

    private sealed record StoredCondition(
        Guid Id, string AmazonAccountId, string Name, AccountStatus Status, ConnectionStatus? Connection, DateTimeOffset? ExpiresAt,
        DateTimeOffset? LastSyncedAt, string SyncStatus, string? SyncError, bool HasErrors)
    {
        public AccountHealthView Assess(DateTimeOffset now)
        {
            var needsReauthorization = Connection == ConnectionStatus.NeedsReauth;
            var (health, message) = new AccountCondition(Status, needsReauthorization, SyncStatus == "failed", now - LastSyncedAt, HasErrors)
                .Assess();
            var token = TokenHealth.Of(Connection, ExpiresAt, now);
            return new AccountHealthView(
                Id, Id, AmazonAccountId, Name, health, message, Status == AccountStatus.Active, token.IsValid, LastSyncedAt, now, SyncError,
                needsReauthorization, token);
        }
    }
}
