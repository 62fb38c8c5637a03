using System.Runtime.CompilerServices;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Microsoft.Extensions.Logging;

namespace Accounts.Application.Connections.Refresh;

/// <summary>
/// Refreshes tokens before they are needed. Several instances may run at the same time: claims keep them away from each other's connections,
/// and the lease and the version ensure that a token is refreshed only once.
/// </summary>
internal sealed partial class ProactiveRefresh(
    IExpiringConnections expiring, TokenRefresher refresher, RefreshWindow window, ILogger<ProactiveRefresh> logger)
{
    /// <summary>A refresh mostly waits for Amazon: one instance refreshes ten thousand tokens in two and a half minutes, a quarter of the available time.</summary>
    private const int MaxConcurrent = 8;

    private int _isRunning;

    /// <summary>Runs until nothing is due. Does nothing while another call on this instance is running.</summary>
    /// <param name="ct">
    /// Begins no further refresh. Those that have begun are completed, because what Amazon has issued must be stored; claims that were not
    /// begun expire by themselves.
    /// </param>
    public async Task RunAsync(CancellationToken ct)
    {
        if (Interlocked.Exchange(ref _isRunning, 1) == 1) return;
        try
        {
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrent };
            await Parallel.ForEachAsync(DueAsync(enough.Token), parallel, async (due, _) =>
            {
                if (enough.IsCancellationRequested) return;
                if (await RefreshAsync(due) is { } error && error.Is(ConnectionErrors.ClientRejected)) await enough.CancelAsync(); // no other would succeed
            });
        }
        finally
        {
            Interlocked.Exchange(ref _isRunning, 0);
        }
    }

    /// <summary>An exception concerns this connection only: thrown from here it would end the loop and leave the other claims unused.</summary>
    private async Task<Error?> RefreshAsync(ExpiringConnection due)
    {
        try
        {
            var refreshed = await refresher.RefreshAsync(due.User, due.Connection, RefreshRequest.ExpiresSoon(due.Version), CancellationToken.None);
            return refreshed.Succeeded ? null : refreshed.Error;
        }
        catch (Exception e)
        {
            LogRefreshFailed(e, due.Connection.Value);
            return null;
        }
    }

    private async IAsyncEnumerable<ExpiringConnection> DueAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var within = await window.ReadAsync(CancellationToken.None);
        while (!ct.IsCancellationRequested)
        {
            var due = await expiring.ClaimAsync(within, MaxConcurrent, CancellationToken.None);
            if (due.Count == 0) yield break;
            foreach (var connection in due.TakeWhile(_ => !ct.IsCancellationRequested)) yield return connection;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refreshing the token of connection {Connection} failed")]
    private partial void LogRefreshFailed(Exception exception, Guid connection);
}
