using Accounts.Application.Common.Ports;
using Accounts.Infrastructure.Persistence;
using Accounts.Infrastructure.Persistence.Migrations;
using Microsoft.Extensions.Logging;

namespace Accounts.Infrastructure.Scheduling;

/// <summary>
/// What ticks and jobs wait for: a database that is reachable and migrated, and keys that are right. With wrong keys an instance starts no work
/// (decision 0019). A missing right is an exception, which ends the process.
/// </summary>
internal sealed partial class Readiness(Database database, IKeyCheck keys, ILogger<Readiness> logger)
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    public async Task WaitAsync(CancellationToken ct)
    {
        while (!await IsReadyAsync(ct)) await Task.Delay(RetryDelay, ct);
    }

    private async Task<bool> IsReadyAsync(CancellationToken ct)
    {
        try
        {
            if ((await Migrator.PendingAsync(database, ct)).Count > 0 || await keys.CheckAsync(ct) != KeyVerdict.Right) return false;

            await database.QueryAsync(Identity.OfRequests, $"select app.current_user_id()", row => row.IsDBNull(0), ct);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException && !DatabaseFailures.IsMissingRight(e))
        {
            LogWaiting(e.Message);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Ticks and jobs wait for the database: {Reason}")]
    private partial void LogWaiting(string reason);
}
