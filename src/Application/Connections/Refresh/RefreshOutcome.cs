using Accounts.Application.Common.Ports;
using Accounts.Domain.Audit;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Microsoft.Extensions.Logging;

namespace Accounts.Application.Connections.Refresh;

/// <summary>Stores how a refresh ended, with its audit row, and gives the lease back.</summary>
internal sealed partial class RefreshOutcome(RefreshOutcomeStore store, ITokenCipher cipher, IKeyCheck keys, ILogger<RefreshOutcome> logger)
{
    private const string Refreshed = "token.refresh";
    private const string TokenLost = "token_lost";

    /// <returns>Null once it is stored; what is not stored is not used.</returns>
    public async Task<Error?> RefreshedAsync(SentRefresh refresh, IssuedTokens issued)
    {
        var isRotated = issued.Refresh is { } fresh && fresh != refresh.Used;
        var grant = issued.Protect(cipher, refresh.User, refresh.Connection, refresh.Lease.TakenAt);
        var stored = await store.StoreAsync(refresh.User, refresh.Connection, patiently: isRotated, connection =>
        {
            if (!MayStore(connection, refresh, isRotated)) return null;
            connection.StoreRefreshed(grant, refresh.Lease.TakenAt);
            return About(refresh, succeeded: true);
        });
        if (stored) return null;
        if (!isRotated) return ConnectionErrors.RefreshUnavailable; // the token on record is still good: the next refresh brings another

        LogTokenLost(refresh.Connection.Value);
        await RequireReauthorizationAsync(refresh, TokenLost, "Amazon issued a new refresh token that could not be stored.");
        return ConnectionErrors.ReauthorizationRequired;
    }

    /// <summary>The grant is invalid: only its user can help. Our credentials are refused: an operator can, and no connection changes. Anything else passes.</summary>
    public async Task<Error> FailedAsync(SentRefresh refresh, Error error)
    {
        if (error.Is(ConnectionErrors.ClientRejected))
        {
            LogClientRejected();
        }
        else if (error.Is(ConnectionErrors.ReauthorizationRequired))
        {
            await RequireReauthorizationAsync(refresh, error.Code, error.Message);
        }
        else
        {
            await store.StoreAsync(refresh.User, refresh.Connection, patiently: false, connection =>
            {
                if (connection.LeaseOwner != refresh.Lease.Owner) return null;
                connection.RecordFailedRefresh(error.Code, refresh.Lease.TakenAt, Random.Shared.NextDouble());
                return About(refresh, succeeded: false) with { ErrorCode = error.Code, ErrorMessage = error.Message };
            });
        }

        return error;
    }

    /// <summary>No key of the ring wrote what is stored: tampered with, plain, or of a lost key. It is never used as it is.</summary>
    public async Task<Error> UnreadableAsync(UserId user, ConnectionId id, DateTimeOffset now)
    {
        if (keys.Verdict != KeyVerdict.Right) return ConnectionErrors.RefreshUnavailable; // the fault may be our keys', and not the token's

        await store.StoreAsync(user, id, patiently: false, connection =>
        {
            if (connection.Status != ConnectionStatus.Active) return null;
            connection.RequireReauthorization("token_unreadable", now);
            return new AuditEvent("token.unreadable", Succeeded: false) { TargetType = "connection", TargetId = id.Value.ToString(), ErrorCode = "token_unreadable" };
        });

        LogUnreadable(id.Value);
        return ConnectionErrors.ReauthorizationRequired;
    }

    /// <summary>
    /// A holder that was overtaken stores nothing, for whoever overtook it has newer tokens; but for a new refresh token while the one it replaces is
    /// still on record: Amazon will not issue that one again.
    /// </summary>
    private bool MayStore(OAuthToken connection, SentRefresh refresh, bool isRotated) =>
        connection.LeaseOwner == refresh.Lease.Owner
        || (isRotated && connection.RefreshToken is { } kept && cipher.TryUnprotect(kept, TokenBinding.RefreshToken(refresh.User, refresh.Connection), out var plain) && plain == refresh.Used);

    private Task<bool> RequireReauthorizationAsync(SentRefresh refresh, string reason, string message) =>
        store.StoreAsync(refresh.User, refresh.Connection, patiently: false, connection =>
        {
            if (connection.LeaseOwner != refresh.Lease.Owner) return null;
            connection.RequireReauthorization(reason, refresh.Lease.TakenAt);
            return About(refresh, succeeded: false) with { ErrorCode = reason, ErrorMessage = message };
        });

    private static AuditEvent About(SentRefresh refresh, bool succeeded) => new(Refreshed, succeeded)
    {
        TargetType = "connection",
        TargetId = refresh.Connection.Value.ToString(),
        Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["triggered_by"] = refresh.TriggeredBy },
    };

    [LoggerMessage(Level = LogLevel.Critical, Message = "Amazon refused this service's own credentials; no user is to blame")]
    private partial void LogClientRejected();

    [LoggerMessage(Level = LogLevel.Critical, Message = "token_lost: Amazon issued a new refresh token for connection {Connection} that could not be stored; its user has to connect again")]
    private partial void LogTokenLost(Guid connection);

    [LoggerMessage(Level = LogLevel.Error, Message = "The stored tokens of connection {Connection} could not be read with any key")]
    private partial void LogUnreadable(Guid connection);
}
