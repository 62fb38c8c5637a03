using Accounts.Application.Common.Ports;
using Accounts.Domain.Audit;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Microsoft.Extensions.Logging;

namespace Accounts.Application.Connections.Refresh;

/// <summary>Stores the outcome of a refresh and retries on failure, because Amazon does not issue the same token twice.</summary>
internal sealed partial class RefreshOutcomeStore(ConnectionStore store, TimeProvider clock, ILogger<RefreshOutcomeStore> logger)
{
    private static readonly TimeSpan[] Pauses = [.. new[] { 0.1, 0.5, 1, 2, 4 }.Select(TimeSpan.FromSeconds)];

    /// <summary>Two more minutes, longer than a restart of the database.</summary>
    private static readonly TimeSpan[] PatientPauses = [.. Pauses, .. Enumerable.Repeat(TimeSpan.FromSeconds(5), 24)];

    /// <param name="patiently">Retry for minutes, for an outcome that must not be lost.</param>
    /// <param name="change">Makes the change and returns the audit event; null if nothing needs to change.</param>
    /// <exception cref="UserDeletedException">The user was deleted; a retry would not help.</exception>
    /// <returns>False if the outcome could not be stored.</returns>
    public async Task<bool> StoreAsync(UserId user, ConnectionId connection, bool patiently, Func<OAuthToken, AuditEvent?> change)
    {
        var pauses = patiently ? PatientPauses : Pauses;
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await store.ChangeAsync(user, connection, change);
                return true;
            }
            catch (Exception e) when (e is not UserDeletedException)
            {
                LogStoreFailed(e, connection.Value, attempt + 1);
                if (attempt == pauses.Length) return false;
                await Task.Delay(pauses[attempt], clock);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Storing the outcome of a refresh of connection {Connection} failed, attempt {Attempt}")]
    private partial void LogStoreFailed(Exception exception, Guid connection, int attempt);
}
