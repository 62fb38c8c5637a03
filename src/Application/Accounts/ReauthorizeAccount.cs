using System.Text.Json.Serialization;
using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Application.Connections;
using Accounts.Application.Connections.Consent;
using Accounts.Application.Connections.Refresh;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Application.Accounts;

/// <summary>
/// Checks that Amazon still accepts the grant of an account's connection, by a refresh, and reconnects the account if the user disconnected it.
/// Requests for accounts of one connection share one refresh.
/// </summary>
/// <param name="ForceRefresh">True for one of many accounts: then no authorization flow is started for an invalid grant.</param>
/// <param name="Browser">The secret that the browser returns in a cookie when a started flow ends.</param>
public sealed record ReauthorizeAccountCommand(UserId User, AccountId Account, bool ForceRefresh, Secret Browser)
    : ICommand<ReauthorizedAccount>, IRefusesImpersonators
{
    public static string EventType => "account.reauthorize";
}

/// <param name="Status"><c>success</c> if the grant is valid, else <c>error</c> with the reason in <paramref name="Message"/>.</param>
/// <param name="AuthorizationUrl">Where the user connects again, for an invalid grant.</param>
public sealed record ReauthorizedAccount(
    string Status,
    bool TokenRefreshed,
    string Message,
    DateTimeOffset? ExpiresAt,
    [property: JsonPropertyName("authorizationUrl"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Uri? AuthorizationUrl = null)
{
    /// <summary>The state of the started flow, for the browser's cookie.</summary>
    [JsonIgnore]
    public Secret? State { get; private init; }

    // The address contains a state, which is secret.
    public override string ToString() => nameof(ReauthorizedAccount);

    internal static ReauthorizedAccount Failed(string message, StartedAuthorization? flow = null) =>
        new("error", TokenRefreshed: false, message, ExpiresAt: null, flow?.AuthUrl) { State = flow is null ? null : Secret.From(flow.State) };
}

internal sealed class ReauthorizeAccountHandler(IReadDb db, UserTokenRefresher refresher, AccountReconnection reconnection,
    AuthorizationStarter starter)
    : ICommandHandler<ReauthorizeAccountCommand, ReauthorizedAccount>
{
    public async Task<Result<ReauthorizedAccount>> Handle(ReauthorizeAccountCommand command, CancellationToken ct)
    {
        var account = await db.Accounts.Where(a => a.UserId == command.User && a.Id == command.Account)
            .Select(a => new
            {
                a.ConnectionId,
                a.Region,
                Connection = db.Connections.Where(c => c.Id == a.ConnectionId).Select(c => new { c.Region, c.Status }).FirstOrDefault(),
            })
            .SingleOrDefaultAsync(ct);
        if (account is null) return AccountErrors.NotFound;

        var region = account.Connection?.Region ?? account.Region ?? Region.NA;
        if (account.ConnectionId is not { } connection || account.Connection is null or { Status: ConnectionStatus.Revoked })
            return await ConnectAgainAsync(command, region, account.ConnectionId, ConnectionErrors.NotFound, ct);

        var refreshed = await refresher.RefreshAsync(connection, RefreshRequest.Requested, ct);
        if (!refreshed.Succeeded) return await ConnectAgainAsync(command, region, connection, refreshed.Error, ct);

        var reconnected = await reconnection.ReconnectAsync(command.User, command.Account, ct);
        if (!reconnected.Succeeded) return reconnected.Error;

        var expiry = await db.Connections.Where(c => c.Id == connection).Select(c => c.ExpiresAt).SingleOrDefaultAsync(ct);
        return new ReauthorizedAccount("success", TokenRefreshed: true, "Access to Amazon is valid.", expiry);
    }

    /// <summary>Only a new consent helps against a missing or invalid grant. Any other failure may pass, so it is only reported.</summary>
    private async Task<ReauthorizedAccount> ConnectAgainAsync(
        ReauthorizeAccountCommand command, Region region, ConnectionId? connection, Error reason, CancellationToken ct)
    {
        if (command.ForceRefresh || !(reason.Kind == ErrorKind.ReauthorizationRequired || reason.Is(ConnectionErrors.NotFound)))
            return ReauthorizedAccount.Failed(reason.Message);

        var started = await starter.StartAsync(new StartAuthorizationCommand(command.User, region, Connection: null, ReturnTo: null, command.Browser),
            connection, ct);
        return started.Succeeded ? ReauthorizedAccount.Failed(reason.Message, started.Value) : ReauthorizedAccount.Failed(started.Error.Message);
    }
}
