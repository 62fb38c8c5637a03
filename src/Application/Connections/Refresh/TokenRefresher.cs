using System.Collections.Concurrent;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Application.Connections.Refresh;

/// <summary>
/// Runs one refresh per connection at a time in this process; the lease in the database does the same between processes.
/// Concurrent callers share one refresh. A caller that cancels does not cancel the refresh, because a token that Amazon has issued
/// must be stored.
/// </summary>
internal sealed class TokenRefresher(IServiceScopeFactory scopes)
{
    private readonly ConcurrentDictionary<(ConnectionId Connection, RefreshRequest Request), Lazy<Task<Result<Secret>>>> _running = new();

    /// <param name="caller">The request that the audit trail records if this call starts the refresh; null without a request.</param>
    public Task<Result<Secret>> RefreshAsync(
        UserId user, ConnectionId connection, RefreshRequest request, RequestContext? caller, CancellationToken ct)
    {
        var key = (connection, request);
        var refresh = _running.GetOrAdd(key, _ => new Lazy<Task<Result<Secret>>>(() => RunAsync(user, key, caller)));
        return refresh.Value.WaitAsync(ct);
    }

    /// <summary>Completes when no refresh is running, whether the refreshes succeeded or failed.</summary>
    public Task WhenIdleAsync() =>
        Task.WhenAll(_running.Values.Select(refresh => refresh.Value)).ContinueWith(_ => { }, TaskScheduler.Default);

    private async Task<Result<Secret>> RunAsync(
        UserId user, (ConnectionId Connection, RefreshRequest Request) key, RequestContext? caller)
    {
        await Task.Yield(); // the entry must exist before it is removed
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentUser>().Become(user);
            if (caller is not null) scope.ServiceProvider.GetRequiredService<RequestContext>().CopyFrom(caller);
            var refresh = scope.ServiceProvider.GetRequiredService<TokenRefresh>();
            return await refresh.RunAsync(user, key.Connection, key.Request);
        }
        finally
        {
            _running.TryRemove(key, out _);
        }
    }
}
