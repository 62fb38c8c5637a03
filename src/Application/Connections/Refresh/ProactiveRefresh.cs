using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Microsoft.Extensions.Logging;

namespace Accounts.Application.Connections.Refresh;

/// <summary>
/// Refreshes tokens before they are needed. Several instances run at the same time: claims divide the connections among them,
/// and the lease and the version ensure that a token is refreshed only once.
/// </summary>
internal sealed partial class ProactiveRefresh(
    IExpiringConnections expiring, TokenRefresher refresher, RefreshWindow window, IEnumerable<IRefreshFollower> followers,
    ILogger<ProactiveRefresh> logger)
{
    /// <summary>
    /// A refresh mostly waits for Amazon. With this limit, one instance refreshes ten thousand tokens in 2.5 minutes, a quarter of the
    /// available time.
    /// </summary>
    private const int MaxConcurrent = 8;

    private int _isRunning;

    /// <summary>Runs until nothing is due. Does nothing while another call on this instance is running.</summary>
    /// <param name="ct">
    /// Starts no further refresh. Running refreshes are completed, because a token that Amazon has issued must be stored. Unused claims expire
    /// by themselves.
    /// </param>
    public async Task RunAsync(CancellationToken ct)
    {
        if (Interlocked.Exchange(ref _isRunning, 1) == 1) return;
        try
        {
            var isRejected = false; // not a linked token source: that one is cancelled a little later than its parent
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrent };
            await Parallel.ForEachAsync(DueAsync(MustStop), parallel, async (due, _) =>
            {
                if (MustStop()) return;
                // no other refresh would succeed
                if (await RefreshAsync(due) is { } error && error.Is(ConnectionErrors.ClientRejected)) Volatile.Write(ref isRejected, true);
            });

            bool MustStop() => ct.IsCancellationRequested || Volatile.Read(ref isRejected);
        }
        finally
        {
            Interlocked.Exchange(ref _isRunning, 0);
        }
    }

    /// <summary>
    /// An exception affects this connection only. If it left this method, it would end the loop and leave the other claims unused.
    /// </summary>
    private async Task<Error?> RefreshAsync(ExpiringConnection due)
    {
        try
        {
            var refreshed = await refresher.RefreshAsync(due.User, due.Connection, RefreshRequest.ExpiresSoon(due.Version), caller: null,
                CancellationToken.None);
            if (!refreshed.Succeeded) return refreshed.Error;

            await FollowAsync(due.Connection);
            return null;
        }
        catch (Exception e)
        {
            LogRefreshFailed(e, due.Connection.Value);
            return null;
        }
    }

    private async Task FollowAsync(ConnectionId connection)
    {
        foreach (var follower in followers)
        {
            try
            {
                await follower.RefreshedAsync(connection, CancellationToken.None);
            }
            catch (Exception e)
            {
                LogFollowerFailed(e, follower.GetType().Name, connection.Value);
            }
        }
    }

    private async IAsyncEnumerable<ExpiringConnection> DueAsync(Func<bool> mustStop)
    {
        var within = await window.ReadAsync(CancellationToken.None);
        while (!mustStop())
        {
            var due = await expiring.ClaimAsync(within, MaxConcurrent, CancellationToken.None);
            if (due.Count == 0) yield break;
            foreach (var connection in due.TakeWhile(_ => !mustStop())) yield return connection;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refreshing the token of connection {Connection} failed")]
    private partial void LogRefreshFailed(Exception exception, Guid connection);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The token of connection {Connection} was refreshed, but {Follower}, which follows, failed")]
    private partial void LogFollowerFailed(Exception exception, string follower, Guid connection);
}
