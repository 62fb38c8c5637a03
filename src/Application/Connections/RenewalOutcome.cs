using Accounts.Application.Common.Ports;
using Accounts.Domain.Audit;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Microsoft.Extensions.Logging;

namespace Accounts.Application.Connections;

/// <summary>Stores how a renewal ended, with its audit row, and gives the lease back.</summary>
internal sealed partial class RenewalOutcome(RenewalStore store, ITokenCipher cipher, IKeyCheck keys, ILogger<RenewalOutcome> logger)
{
    private const string Renewed = "token.refresh";
    private const string TokenLost = "token_lost";

    /// <returns>Null once it is stored; what is not stored is not used.</returns>
    public async Task<Error?> RenewedAsync(Renewal renewal, IssuedTokens issued)
    {
        var isRotated = issued.Refresh is { } fresh && fresh != renewal.Used;
        var grant = issued.Protect(cipher, renewal.User, renewal.Connection, renewal.Lease.TakenAt);
        var stored = await store.StoreAsync(renewal.User, renewal.Connection, patiently: isRotated, connection =>
        {
            if (!MayStore(connection, renewal, isRotated)) return null;
            connection.StoreRefreshed(grant, renewal.Lease.TakenAt);
            return About(renewal, succeeded: true);
        });
        if (stored) return null;
        if (!isRotated) return ConnectionErrors.RefreshUnavailable; // the token on record is still good: the next renewal brings another

        LogTokenLost(renewal.Connection.Value);
        await RequireReauthorizationAsync(renewal, TokenLost, "Amazon issued a new refresh token that could not be stored.");
        return ConnectionErrors.ReauthorizationRequired;
    }

    /// <summary>The grant is dead: only its user can help. Our credentials are refused: an operator can, and no connection changes. Anything else passes.</summary>
    public async Task<Error> FailedAsync(Renewal renewal, Error error)
    {
        if (error.Is(ConnectionErrors.ClientRejected))
        {
            LogClientRejected();
        }
        else if (error.Is(ConnectionErrors.ReauthorizationRequired))
        {
            await RequireReauthorizationAsync(renewal, error.Code, error.Message);
        }
        else
        {
            await store.StoreAsync(renewal.User, renewal.Connection, patiently: false, connection =>
            {
                if (connection.LeaseOwner != renewal.Lease.Owner) return null;
                connection.RecordFailedRefresh(error.Code, renewal.Lease.TakenAt, Random.Shared.NextDouble());
                return About(renewal, succeeded: false) with { ErrorCode = error.Code, ErrorMessage = error.Message };
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
    private bool MayStore(OAuthToken connection, Renewal renewal, bool isRotated) =>
        connection.LeaseOwner == renewal.Lease.Owner
        || (isRotated && connection.RefreshToken is { } kept && cipher.TryUnprotect(kept, TokenBinding.RefreshToken(renewal.User, renewal.Connection), out var plain) && plain == renewal.Used);

    private Task<bool> RequireReauthorizationAsync(Renewal renewal, string reason, string message) =>
        store.StoreAsync(renewal.User, renewal.Connection, patiently: false, connection =>
        {
            if (connection.LeaseOwner != renewal.Lease.Owner) return null;
            connection.RequireReauthorization(reason, renewal.Lease.TakenAt);
            return About(renewal, succeeded: false) with { ErrorCode = reason, ErrorMessage = message };
        });

    private static AuditEvent About(Renewal renewal, bool succeeded) => new(Renewed, succeeded)
    {
        TargetType = "connection",
        TargetId = renewal.Connection.Value.ToString(),
        Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["triggered_by"] = renewal.TriggeredBy },
    };

    [LoggerMessage(Level = LogLevel.Critical, Message = "Amazon refused this service's own credentials; no user is to blame")]
    private partial void LogClientRejected();

    [LoggerMessage(Level = LogLevel.Critical, Message = "token_lost: Amazon issued a new refresh token for connection {Connection} that could not be stored; its user has to connect again")]
    private partial void LogTokenLost(Guid connection);

    [LoggerMessage(Level = LogLevel.Error, Message = "The stored tokens of connection {Connection} could not be read with any key")]
    private partial void LogUnreadable(Guid connection);
}
