using System.Runtime.CompilerServices;
using Accounts.Domain.Connections;

namespace Accounts.Application.Connections;

/// <summary>
/// Renews tokens before anybody misses them. Any number of instances may be at it at once: claims keep them off each other's connections,
/// and the lease and the version keep a renewal from happening twice.
/// </summary>
internal sealed class ProactiveRefresh(IExpiringConnections expiring, TokenRefresher refresher, RefreshWindow window)
{
    /// <summary>A renewal is mostly waiting for Amazon: one instance alone renews ten thousand in two minutes and a half, a quarter of the time there is.</summary>
    private const int MaxConcurrent = 8;

    private int _isRunning;

    /// <summary>Ends when nothing is due any more. While this instance is at it, another call does nothing.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        if (Interlocked.Exchange(ref _isRunning, 1) == 1) return;
        try
        {
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrent };
            await Parallel.ForEachAsync(DueAsync(enough.Token), parallel, async (due, _) =>
            {
                var renewed = await refresher.RefreshAsync(due.User, due.Connection, RefreshDemand.Ahead(due.Version), CancellationToken.None);
                if (!renewed.Succeeded && renewed.Error == ConnectionErrors.ClientRejected) await enough.CancelAsync(); // no other would fare better
            });
        }
        finally
        {
            Interlocked.Exchange(ref _isRunning, 0);
        }
    }

    private async IAsyncEnumerable<ExpiringConnection> DueAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var within = await window.ReadAsync(ct);
        while (!ct.IsCancellationRequested)
        {
            var due = await expiring.ClaimAsync(within, MaxConcurrent, CancellationToken.None);
            if (due.Count == 0) yield break;
            foreach (var connection in due) yield return connection;
        }
    }
}
