using System.Text.Json.Serialization;
using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Application.Connections.Refresh;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Application.Accounts;

/// <summary>Refreshes the tokens behind these accounts: one call to Amazon per connection, however many accounts it has.</summary>
public sealed record BulkRefreshAccountsCommand(UserId User, IReadOnlyList<Guid> Accounts) : ICommand<BulkRefreshedAccounts>, IRefusesImpersonators
{
    public static string EventType => "token.refresh";
}

public sealed record BulkRefreshedAccounts(int Total, int Successful, int Failed, IReadOnlyList<RefreshedAccount> Results);

/// <param name="Status"><c>success</c> or <c>error</c>.</param>
/// <param name="Error">The code of the failure.</param>
public sealed record RefreshedAccount(
    [property: JsonPropertyName("accountId")] Guid IdOfAccount, Guid AccountId, string Status, string? Error, string Message);

internal sealed class BulkRefreshAccountsValidator : AbstractValidator<BulkRefreshAccountsCommand>
{
    public BulkRefreshAccountsValidator() =>
        RuleFor(c => c.Accounts).Must(ids => ids is { Count: >= 1 and <= BatchLimits.MaxItems }).OverridePropertyName("/accountIds")
            .WithErrorCode("length")
            .WithMessage($"accountIds must name 1 to {BatchLimits.MaxItems} accounts.");
}

internal sealed class BulkRefreshAccountsHandler(IReadDb db, UserTokenRefresher refresher)
    : ICommandHandler<BulkRefreshAccountsCommand, BulkRefreshedAccounts>
{
    public async Task<Result<BulkRefreshedAccounts>> Handle(BulkRefreshAccountsCommand command, CancellationToken ct)
    {
        var wanted = command.Accounts.Distinct().Select(id => new AccountId(id)).ToArray();
        var connections = await db.Accounts.Where(a => a.UserId == command.User && wanted.Contains(a.Id))
            .ToDictionaryAsync(a => a.Id, a => a.ConnectionId, ct);
        var failures = new Dictionary<ConnectionId, Error?>();
        foreach (var connection in connections.Values.OfType<ConnectionId>().Distinct())
        {
            var refreshed = await refresher.RefreshAsync(connection, RefreshRequest.Requested, ct);
            failures[connection] = refreshed.Succeeded ? null : refreshed.Error;
        }

        RefreshedAccount[] results = [.. wanted.Select(id => ResultOf(id, FailureOf(id)))];
        var successful = results.Count(r => r.Error is null);
        return new BulkRefreshedAccounts(results.Length, successful, results.Length - successful, results);

        Error? FailureOf(AccountId id) => !connections.TryGetValue(id, out var connection) ? AccountErrors.NotFound
            : connection is { } known ? failures[known]
            : ConnectionErrors.NotFound;
    }

    private static RefreshedAccount ResultOf(AccountId id, Error? failure) => failure is null
        ? new RefreshedAccount(id.Value, id.Value, "success", Error: null, "Access to Amazon was refreshed.")
        : new RefreshedAccount(id.Value, id.Value, "error", failure.Code, failure.Message);
}
