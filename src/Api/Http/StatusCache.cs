using Microsoft.Extensions.Caching.Memory;

namespace Accounts.Api.Http;

/// <summary>
/// Pages poll their status all the time: within a second they get the same answer, from this instance's memory. What changes the status
/// removes it.
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
