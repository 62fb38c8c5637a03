using Accounts.Domain.Audit;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Microsoft.Extensions.Logging;

namespace Accounts.Application.Connections.Refresh;

/// <summary>Stores the outcome of a refresh, again and again if need be: what Amazon has issued is not had a second time.</summary>
internal sealed partial class RefreshOutcomeStore(ConnectionStore store, TimeProvider clock, ILogger<RefreshOutcomeStore> logger)
{
    private static readonly TimeSpan[] Pauses = [.. new[] { 0.1, 0.5, 1, 2, 4 }.Select(TimeSpan.FromSeconds)];

    /// <summary>Two minutes more, past any restart of a database.</summary>
    private static readonly TimeSpan[] PatientPauses = [.. Pauses, .. Enumerable.Repeat(TimeSpan.FromSeconds(5), 24)];

    /// <param name="patiently">Go on for minutes: this must not be lost.</param>
    /// <param name="change">Makes the change and says what to audit; null when there is nothing to change any more.</param>
    /// <returns>False when it could not be stored.</returns>
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
            catch (Exception e)
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
