using Accounts.Application.Common.Ports;
using Accounts.Domain.Audit;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Microsoft.Extensions.Logging;

namespace Accounts.Application.Connections.Refresh;

/// <summary>Stores the outcome of a refresh with its audit row, and releases the lease.</summary>
internal sealed partial class RefreshOutcome(RefreshOutcomeStore store, ITokenCipher cipher, IKeyCheck keys, ILogger<RefreshOutcome> logger)
{
    private const string Refreshed = "token.refresh";
    private const string TokenLost = "token_lost";

    /// <returns>Null if the tokens are stored, or newer ones are. Tokens that could not be stored, or of a revoked connection, are not
    /// used.</returns>
    public async Task<Error?> RefreshedAsync(SentRefresh refresh, IssuedTokens issued)
    {
        var isRotated = issued.Refresh is { } fresh && fresh != refresh.Used;
        var isGone = true;
        var grant = issued.Protect(cipher, refresh.User, refresh.Connection, refresh.Lease.TakenAt);
        var stored = await store.StoreAsync(refresh.User, refresh.Connection, patiently: isRotated, connection =>
        {
            isGone = connection.Status == ConnectionStatus.Revoked;
            return MayStore(connection, refresh, isRotated) && connection.StoreRefreshed(grant, refresh.Lease.TakenAt)
                ? About(refresh, succeeded: true) : null;
        });
        if (stored) return isGone ? ConnectionErrors.NotFound : null; // revoked while Amazon answered, by its user or by the user's deletion
        // the stored refresh token is still valid: the next refresh returns a new access token
        if (!isRotated) return ConnectionErrors.RefreshUnavailable;

        LogTokenLost(refresh.Connection.Value);
        await RequireReauthorizationAsync(refresh, TokenLost, "Amazon issued a new refresh token that could not be stored.");
        return ConnectionErrors.ReauthorizationRequired;
    }

    /// <summary>
    /// An invalid grant requires reauthorization. Invalid service credentials change no connection. Any other failure is temporary and
    /// delays the next proactive refresh.
    /// </summary>
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
                if (!connection.RecordFailedRefresh(error.Code, refresh.Lease.TakenAt, Random.Shared.NextDouble())) return null;
                return About(refresh, succeeded: false) with { ErrorCode = error.Code, ErrorMessage = error.Message };
            });
        }

        return error;
    }

    /// <summary>
    /// Handles a stored token that no key can decrypt: tampered, never encrypted, or written with a lost key. It is never used as it is.
    /// </summary>
    public async Task<Error> UnreadableAsync(UserId user, ConnectionId id, DateTimeOffset now)
    {
        // this instance may have the wrong keys; the token may be intact
        if (keys.Verdict != KeyVerdict.Right) return ConnectionErrors.RefreshUnavailable;

        await store.StoreAsync(user, id, patiently: false, connection =>
        {
            if (connection.Status != ConnectionStatus.Active) return null;
            connection.RequireReauthorization("token_unreadable", now);
            return new AuditEvent("token.unreadable", Succeeded: false)
            {
                TargetType = "connection",
                TargetId = id.Value.ToString(),
                ErrorCode = "token_unreadable",
            };
        });

        LogUnreadable(id.Value);
        return ConnectionErrors.ReauthorizationRequired;
    }

    /// <summary>
    /// A holder that has lost its lease stores nothing, because the next holder has newer tokens. The exception is a new refresh token while the
    /// token it replaces is still stored: Amazon does not issue it a second time.
    /// </summary>
    private bool MayStore(OAuthToken connection, SentRefresh refresh, bool isRotated) =>
        connection.LeaseOwner == refresh.Lease.Owner
        || (isRotated && connection.RefreshToken is { } kept
            && cipher.TryUnprotect(kept, TokenBinding.RefreshToken(refresh.User, refresh.Connection), out var plain) && plain == refresh.Used);

    private Task<bool> RequireReauthorizationAsync(SentRefresh refresh, string reason, string message) =>
        store.StoreAsync(refresh.User, refresh.Connection, patiently: false, connection =>
        {
            if (connection.LeaseOwner != refresh.Lease.Owner || !connection.RequireReauthorization(reason, refresh.Lease.TakenAt)) return null;
            return About(refresh, succeeded: false) with { ErrorCode = reason, ErrorMessage = message };
        });

    private static AuditEvent About(SentRefresh refresh, bool succeeded) => new(Refreshed, succeeded)
    {
        TargetType = "connection",
        TargetId = refresh.Connection.Value.ToString(),
        Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["triggered_by"] = refresh.TriggeredBy },
    };

    [LoggerMessage(Level = LogLevel.Critical, Message = "Amazon refused this service's client credentials; no connection was changed")]
    private partial void LogClientRejected();

    [LoggerMessage(Level = LogLevel.Critical,
        Message = "token_lost: the new refresh token of connection {Connection} could not be stored; the user must connect again")]
    private partial void LogTokenLost(Guid connection);

    [LoggerMessage(Level = LogLevel.Error, Message = "No key could decrypt the stored tokens of connection {Connection}")]
    private partial void LogUnreadable(Guid connection);
}
