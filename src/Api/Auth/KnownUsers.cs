using System.Collections.Concurrent;
using Accounts.Domain.Common;

namespace Accounts.Api.Auth;

/// <summary>
/// Caches the users of Clerk ids for a minute, so that not every request reads the database. Deleted users are not cached: their
/// tombstone is read each time.
/// </summary>
internal sealed class KnownUsers(TimeProvider clock)
{
    public const int Most = 10_000;
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<string, (UserId Id, DateTimeOffset Until)> _known = new(StringComparer.Ordinal);

    public UserId? Find(string clerkUserId) =>
        _known.TryGetValue(clerkUserId, out var entry) && clock.GetUtcNow() < entry.Until ? entry.Id : null;

    /// <summary>Cleared when full; the users of the last minute are read again.</summary>
    public void Remember(string clerkUserId, UserId id)
    {
        if (_known.Count >= Most) _known.Clear();
        _known[clerkUserId] = (id, clock.GetUtcNow() + Lifetime);
    }

    /// <summary>Removes a deleted user.</summary>
    public void Forget(string clerkUserId) => _known.TryRemove(clerkUserId, out _);
}
