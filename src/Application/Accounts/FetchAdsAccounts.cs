using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Application.Connections.Refresh;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Application.Accounts;

/// <summary>
/// Fetches one page of accounts from Amazon now and stores it. The pages of one connection follow those of the previous one.
/// </summary>
public sealed record FetchAdsAccountsCommand(UserId User, AdsAccountFilter Filter) : ICommand<AdsAccountPage>;

internal sealed class FetchAdsAccountsValidator : AbstractValidator<FetchAdsAccountsCommand>
{
    public FetchAdsAccountsValidator() => RuleFor(q => q.Filter).SetValidator(new AdsAccountFilterValidator()).OverridePropertyName("");
}

internal sealed class FetchAdsAccountsHandler(IReadDb db, LivePageTokens pageTokens, LiveAdsAccounts live, StoredAdsAccounts stored)
    : ICommandHandler<FetchAdsAccountsCommand, AdsAccountPage>
{
    public async Task<Result<AdsAccountPage>> Handle(FetchAdsAccountsCommand command, CancellationToken ct)
    {
        var connections = await db.Connections.Where(c => c.UserId == command.User && c.Status != ConnectionStatus.Revoked)
            .OrderBy(c => c.CreatedAt).ThenBy(c => c.Id).Select(c => new LiveConnection(c.Id, c.Region)).ToListAsync(ct);
        if (connections.Count == 0) return ConnectionErrors.NotFound;

        var filter = command.Filter;
        if (stored.Continues(command.User, filter)) return await stored.ReadAsync(command.User, filter, stale: true, ct);

        var binding = filter.Binding("amazon");
        var position = filter.NextToken is null
            ? new LivePosition(connections[0].Id, Cursor: null)
            : await pageTokens.ReadAsync(command.User, binding, filter.NextToken, ct);
        if (!position.Succeeded) return position.Error;

        var (connection, cursor) = position.Value;
        var current = connections.FindIndex(c => c.Id == connection);
        if (current < 0) return AccountErrors.InvalidPageToken;

        var page = await live.FetchAsync(command.User, connections[current], cursor, filter.MaxResults, ct);
        // Amazon no longer accepts the cursor
        if (!page.Succeeded && page.Error.Is(AmazonErrors.Rejected) && cursor is not null) return AccountErrors.InvalidPageToken;
        if (!page.Succeeded && filter.NextToken is null && IsAway(page.Error)
            && await stored.ReadAsync(command.User, filter, stale: true, ct) is { Succeeded: true, Value.Total: > 0 } kept)
        {
            return kept;
        }

        if (!page.Succeeded) return page.Error;

        var next = page.Value.Cursor is { } further ? new LivePosition(connection, further)
            : current + 1 < connections.Count ? new LivePosition(connections[current + 1].Id, Cursor: null) : null;
        var token = next is null ? null : await pageTokens.IssueAsync(command.User, binding, next, ct);
        var accounts = page.Value.Accounts.Where(a => Matches(a, filter)).Select(AdsAccountView.Of).ToArray();
        return new AdsAccountPage(accounts, accounts, accounts.Length, token, "amazon", live.Now, Cached: false, Stale: false);
    }

    /// <summary>
    /// Stored accounts replace Amazon's only from the first page: a list that began with Amazon's cursor cannot continue with stored
    /// accounts.
    /// </summary>
    private static bool IsAway(Error error) => error.Kind is ErrorKind.UpstreamUnavailable or ErrorKind.UpstreamTimeout;

    /// <summary>Amazon's call has no filters, so they are applied to the returned page.</summary>
    private static bool Matches(RemoteAccount account, AdsAccountFilter filter) =>
        (filter.Status is null || string.Equals(account.Status?.Name, filter.Status, StringComparison.OrdinalIgnoreCase))
        && (filter.CountryCode is null || account.CountryCodes.Contains(CountryCode.Normalize(filter.CountryCode), StringComparer.Ordinal));
}

internal sealed record LiveConnection(ConnectionId Id, Region Region);

/// <summary>Fetches a page from Amazon and stores its accounts.</summary>
internal sealed class LiveAdsAccounts(AccessTokens tokens, IAdsAccountsApi amazon, IAccountStore store, TimeProvider clock)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    public async Task<Result<RemoteAccountPage>> FetchAsync(UserId user, LiveConnection connection, string? cursor, int pageSize,
        CancellationToken ct)
    {
        var page = await tokens.UseAsync(connection.Id, login => amazon.ListAsync(connection.Region, login, cursor, pageSize, ct), ct);
        if (page.Succeeded) await store.StoreAsync(user, connection.Id, ListedAccount.Write(page.Value.Accounts), ct);
        return page;
    }
}
