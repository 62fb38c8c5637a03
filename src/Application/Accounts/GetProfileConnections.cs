using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Application.Accounts;

/// <summary>Lists the profiles of the user's accounts with the state of the connection that reaches each.</summary>
public sealed record GetProfileConnectionsQuery(UserId User) : IQuery<ProfileConnections>;

public sealed record ProfileConnections(int TotalConnections, IReadOnlyList<ProfileConnection> Connections, DateTimeOffset CheckedAt);

/// <param name="Connected">Whether the profile can be used: its account is not disconnected, and its connection is active.</param>
/// <param name="NeedsRefresh">Whether the access token has expired. It is refreshed when a call needs it.</param>
/// <param name="Error">Why the last refresh of the connection failed, or null.</param>
public sealed record ProfileConnection(
    string ProfileId, bool Connected, bool NeedsRefresh, DateTimeOffset? ExpiresAt, DateTimeOffset LastUpdated, string? Error, string AccountName,
    string CountryCode, string? CurrencyCode);

internal sealed class GetProfileConnectionsHandler(IReadDb db, TimeProvider clock) : IQueryHandler<GetProfileConnectionsQuery, ProfileConnections>
{
    public async Task<Result<ProfileConnections>> Handle(GetProfileConnectionsQuery query, CancellationToken ct)
    {
        var accounts = await AccountView.Of(db).Where(a => a.Account.UserId == query.User && a.Account.AccountType == AccountType.Advertising)
            .OrderBy(a => a.Account.DisplayName).ThenBy(a => a.Account.Id)
            .Select(a => new
            {
                a.Account.DisplayName,
                a.Account.ConnectionId,
                a.Account.UpdatedAt,
                a.Account.Metadata,
                a.Status,
                a.ConnectionState,
                a.TokenExpiresAt
            })
            .ToListAsync(ct);
        var errors = await db.Connections.Where(c => c.UserId == query.User && c.Status != ConnectionStatus.Revoked)
            .ToDictionaryAsync(c => c.Id, c => c.LastRefreshError, ct);

        var now = clock.GetUtcNow(); // for display only
        ProfileConnection[] profiles =
        [
            .. from account in accounts
               from id in AccountMetadata.AlternateIds(account.Metadata)
               where id.ProfileId is not null
               select new ProfileConnection(
                   id.ProfileId!, account.Status != AccountStatus.Disconnected && account.ConnectionState == ConnectionStatus.Active,
                   account.TokenExpiresAt <= now,
                   account.TokenExpiresAt, account.UpdatedAt, account.ConnectionId is { } connection ? errors.GetValueOrDefault(connection) : null,
                   account.DisplayName, id.CountryCode, Marketplace.OfCountry(id.CountryCode)?.Currency),
        ];
        return new ProfileConnections(profiles.Length, profiles, now);
    }
}
