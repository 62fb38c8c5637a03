using System.Collections.Concurrent;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Application.Connections.Refresh;

/// <summary>
/// One refresh per connection at a time in this process; the lease in the database does the same between processes.
/// A refresh belongs to nobody who waits for it: a caller who goes away does not cancel it, for an answer of Amazon's
/// that is not stored is lost.
/// </summary>
internal sealed class TokenRefresher(IServiceScopeFactory scopes)
{
    private readonly ConcurrentDictionary<(ConnectionId Connection, RefreshRequest Request), Lazy<Task<Result<Secret>>>> _underWay = new();

    public Task<Result<Secret>> RefreshAsync(UserId user, ConnectionId connection, RefreshRequest request, CancellationToken ct)
    {
        var key = (connection, request);
        var refresh = _underWay.GetOrAdd(key, _ => new Lazy<Task<Result<Secret>>>(() => RunAsync(user, key)));
        return refresh.Value.WaitAsync(ct);
    }

    /// <summary>Ends when no refresh is under way any more, however they ended.</summary>
    public Task WhenIdleAsync() => Task.WhenAll(_underWay.Values.Select(refresh => refresh.Value)).ContinueWith(_ => { }, TaskScheduler.Default);

    private async Task<Result<Secret>> RunAsync(UserId user, (ConnectionId Connection, RefreshRequest Request) key)
    {
        await Task.Yield(); // so that the entry exists before it is removed
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentUser>().Become(user);
            var refresh = scope.ServiceProvider.GetRequiredService<TokenRefresh>();
            return await refresh.RunAsync(user, key.Connection, key.Request);
        }
        finally
        {
            _underWay.TryRemove(key, out _);
        }
    }
}
