using Accounts.Application.Common.Ports;
using Accounts.Domain.Audit;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Microsoft.Extensions.Logging;

namespace Accounts.Application.Connections;

/// <summary>Stores how a renewal ended, with its audit row, and gives the lease back. A holder that was overtaken stores nothing.</summary>
internal sealed partial class RenewalOutcome(
    IConnectionRepository connections, IUnitOfWork unitOfWork, IAuditTrail audit, IKeyCheck keys, ILogger<RenewalOutcome> logger)
{
    private static readonly TimeSpan[] Pauses = [.. new[] { 0.1, 0.5, 1, 2, 4 }.Select(TimeSpan.FromSeconds)];

    public Task RenewedAsync(UserId user, ConnectionId connection, RefreshLease lease, TokenGrant grant) =>
        StoreAsync(user, connection, stored =>
        {
            if (stored.LeaseOwner != lease.Owner) return null;
            stored.StoreRefreshed(grant, lease.TakenAt);
            return About(connection, "token.refresh", succeeded: true);
        });

    public async Task<Error> FailedAsync(UserId user, ConnectionId connection, RefreshLease lease, Error error)
    {
        await StoreAsync(user, connection, stored =>
        {
            if (stored.LeaseOwner != lease.Owner) return null;
            if (error == ConnectionErrors.ReauthorizationRequired) stored.RequireReauthorization(error.Code, lease.TakenAt);
            else stored.RecordFailedRefresh(error.Code, lease.TakenAt);
            return About(connection, "token.refresh", succeeded: false) with { ErrorCode = error.Code };
        });

        if (error == ConnectionErrors.ClientRejected) LogClientRejected();
        return error;
    }

    /// <summary>No key of the ring wrote what is stored: tampered with, plain, or of a lost key. It is never used as it is.</summary>
    public async Task<Error> UnreadableAsync(UserId user, ConnectionId connection, DateTimeOffset now)
    {
        if (keys.Verdict != KeyVerdict.Right) return ConnectionErrors.RefreshUnavailable; // the fault may be our keys', and not the token's

        await StoreAsync(user, connection, stored =>
        {
            if (stored.Status != ConnectionStatus.Active) return null;
            stored.RequireReauthorization("token_unreadable", now);
            return About(connection, "token.unreadable", succeeded: false) with { ErrorCode = "token_unreadable" };
        });

        LogUnreadable(connection.Value);
        return ConnectionErrors.ReauthorizationRequired;
    }

    private async Task StoreAsync(UserId user, ConnectionId connection, Func<OAuthToken, AuditEvent?> change)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                connections.Forget();
                if (await connections.FindAsync(user, connection, CancellationToken.None) is not { } stored) return;
                if (change(stored) is not { } entry) return;

                audit.Record(entry);
                await unitOfWork.SaveChangesAsync(CancellationToken.None);
                return;
            }
            catch (Exception e) when (attempt < Pauses.Length)
            {
                LogStoreFailed(e, connection.Value, attempt + 1);
                await Task.Delay(Pauses[attempt]);
            }
        }
    }

    private static AuditEvent About(ConnectionId connection, string type, bool succeeded) =>
        new(type, succeeded) { TargetType = "connection", TargetId = connection.Value.ToString() };

    [LoggerMessage(Level = LogLevel.Critical, Message = "Amazon refused this service's own credentials; no user is to blame")]
    private partial void LogClientRejected();

    [LoggerMessage(Level = LogLevel.Error, Message = "The stored tokens of connection {Connection} could not be read with any key")]
    private partial void LogUnreadable(Guid connection);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Storing the outcome of a renewal of connection {Connection} failed, attempt {Attempt}")]
    private partial void LogStoreFailed(Exception exception, Guid connection, int attempt);
}
