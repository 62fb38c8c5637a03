using Microsoft.Extensions.Caching.Memory;

namespace Accounts.Api.Http;

/// <summary>
/// Caches the statuses that pages poll for one second, in this instance's memory. A change of the status removes the entry.
/// </summary>
internal sealed class StatusCache(IMemoryCache cache)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(1);

    public async Task<T> GetAsync<T>(object key, Func<Task<T>> read) => (await cache.GetOrCreateAsync(key, entry =>
    {
        entry.AbsoluteExpirationRelativeToNow = Lifetime;
        return read();
    }))!;

    public void Remove(object key) => cache.Remove(key);
}
