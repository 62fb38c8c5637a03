using System.Collections.Concurrent;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Application.Connections;

/// <summary>
/// One renewal per connection at a time in this process; the lease in the database does the same between processes.
/// A renewal belongs to nobody who waits for it: a caller who goes away does not cancel it, for an answer of Amazon's
/// that is not stored is lost.
/// </summary>
internal sealed class TokenRefresher(IServiceScopeFactory scopes)
{
    private readonly ConcurrentDictionary<(ConnectionId Connection, RefreshDemand Demand), Lazy<Task<Result<Secret>>>> _underWay = new();

    public Task<Result<Secret>> RefreshAsync(UserId user, ConnectionId connection, RefreshDemand demand, CancellationToken ct)
    {
        var key = (connection, demand);
        var refresh = _underWay.GetOrAdd(key, _ => new Lazy<Task<Result<Secret>>>(() => RunAsync(user, key)));
        return refresh.Value.WaitAsync(ct);
    }

    /// <summary>Ends when no renewal is under way any more, however they ended.</summary>
    public Task WhenIdleAsync() => Task.WhenAll(_underWay.Values.Select(refresh => refresh.Value)).ContinueWith(_ => { }, TaskScheduler.Default);

    private async Task<Result<Secret>> RunAsync(UserId user, (ConnectionId Connection, RefreshDemand Demand) key)
    {
        await Task.Yield(); // so that the entry exists before it is removed
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentUser>().Become(user);
            var renewal = scope.ServiceProvider.GetRequiredService<TokenRenewal>();
            return await renewal.RunAsync(user, key.Connection, key.Demand);
        }
        finally
        {
            _underWay.TryRemove(key, out _);
        }
    }
}
