using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Application.Accounts;

/// <summary>Counts all of the user's accounts by status, type, country, connection and age of their data.</summary>
public sealed record GetAccountsSummaryQuery(UserId User) : IQuery<AccountsSummary>;

/// <param name="WithErrors">The accounts that the filter <c>has_errors=true</c> lists.</param>
/// <param name="SyncAge">Each account once, in the first class that its age fits; the last class has no limit.</param>
public sealed record AccountsSummary(
    int Total,
    CountsByStatus ByStatus,
    CountsByType ByType,
    IReadOnlyList<CountryCount> ByCountry,
    IReadOnlyList<ConnectionCount> ByConnection,
    int WithErrors,
    int NeverSynced,
    DateTimeOffset? OldestSyncAt,
    IReadOnlyList<AgeCount> SyncAge);

public sealed record CountsByStatus(int Active, int Pending, int Suspended, int Inactive, int Disconnected, int Error);

public sealed record CountsByType(int Advertising, int Dsp, int Amc);

/// <param name="Code">An account with several countries counts in each.</param>
public sealed record CountryCount(string Code, int Count);

public sealed record ConnectionCount(Guid Id, int Count);

/// <param name="UpToMinutes">Null for accounts that are older than every limit, or never synced.</param>
public sealed record AgeCount(int? UpToMinutes, int Count);

internal sealed class GetAccountsSummaryHandler(IReadDb db, TimeProvider clock) : IQueryHandler<GetAccountsSummaryQuery, AccountsSummary>
{
    private static readonly int[] Ages = [60, 6 * 60, 24 * 60, 7 * 24 * 60];

    public async Task<Result<AccountsSummary>> Handle(GetAccountsSummaryQuery query, CancellationToken ct)
    {
        var accounts = await AccountView.Of(db).Where(a => a.Account.UserId == query.User)
            .Select(a => new
            {
                a.Status,
                a.Account.AccountType,
                a.Account.ConnectionId,
                a.LastSyncedAt,
                HasErrors = DatabaseFunctions.HasErrors(a.Account.Metadata) == true,
                a.Account.Metadata,
            })
            .ToListAsync(ct);

        var now = clock.GetUtcNow();
        var statuses = accounts.CountBy(a => a.Status).ToDictionary();
        var types = accounts.CountBy(a => a.AccountType).ToDictionary();
        var ages = accounts.CountBy(a => a.LastSyncedAt is { } at ? AgeClass(now - at) : Ages.Length).ToDictionary();
        return new AccountsSummary(
            accounts.Count,
            new CountsByStatus(
                statuses.GetValueOrDefault(AccountStatus.Active), statuses.GetValueOrDefault(AccountStatus.Pending),
                statuses.GetValueOrDefault(AccountStatus.Suspended),
                statuses.GetValueOrDefault(AccountStatus.Inactive), statuses.GetValueOrDefault(AccountStatus.Disconnected),
                statuses.GetValueOrDefault(AccountStatus.Error)),
            new CountsByType(types.GetValueOrDefault(AccountType.Advertising), types.GetValueOrDefault(AccountType.Dsp),
                types.GetValueOrDefault(AccountType.Amc)),
            [.. accounts.SelectMany(a => AccountMetadata.CountryCodes(a.Metadata).Distinct(StringComparer.Ordinal)).CountBy(code => code)
                .OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Select(c => new CountryCount(c.Key, c.Value))],
            [.. accounts.Where(a => a.ConnectionId is not null).CountBy(a => a.ConnectionId!.Value.Value)
                .OrderByDescending(c => c.Value).ThenBy(c => c.Key).Select(c => new ConnectionCount(c.Key, c.Value))],
            accounts.Count(a => a.HasErrors),
            accounts.Count(a => a.LastSyncedAt is null),
            accounts.Min(a => a.LastSyncedAt),
            [.. Enumerable.Range(0, Ages.Length + 1).Select(i => new AgeCount(i < Ages.Length ? Ages[i] : null, ages.GetValueOrDefault(i)))]);
    }

    private static int AgeClass(TimeSpan age) =>
        Array.FindIndex(Ages, limit => age.TotalMinutes <= limit) is >= 0 and var index ? index : Ages.Length;
}
