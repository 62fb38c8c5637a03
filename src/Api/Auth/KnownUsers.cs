using System.Collections.Concurrent;
using Accounts.Domain.Common;

namespace Accounts.Api.Auth;

/// <summary>
/// Who Clerk's ids are here, for a minute, so that not every request asks the database. Deleted users are not kept: a tombstone
/// is found each time.
/// </summary>
internal sealed class KnownUsers(TimeProvider clock)
{
    public const int Most = 10_000;
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<string, (UserId Id, DateTimeOffset Until)> _known = new(StringComparer.Ordinal);

    public UserId? Find(string clerkUserId) =>
        _known.TryGetValue(clerkUserId, out var entry) && clock.GetUtcNow() < entry.Until ? entry.Id : null;

    /// <summary>Starts over when full: a minute's worth of users is soon known again.</summary>
    public void Remember(string clerkUserId, UserId id)
    {
        if (_known.Count >= Most) _known.Clear();
        _known[clerkUserId] = (id, clock.GetUtcNow() + Lifetime);
    }

    /// <summary>For whoever learns that a user was deleted.</summary>
    public void Forget(string clerkUserId) => _known.TryRemove(clerkUserId, out _);
}
