using System.Collections.Concurrent;
using Accounts.Domain.Common;

namespace Accounts.Api.RateLimiting;

/// <summary>
/// Paces polls of a status. The existing frontend polls again as soon as a response arrives, so a later response means fewer polls.
/// A waiting poll holds nothing but a timer.
/// </summary>
internal sealed class StatusPolls(TimeProvider clock)
{
    public const int Most = 10_000;

    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    /// <summary>Parallel polls are answered one interval after the other, but none waits longer than this.</summary>
    public static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<UserId, TimeSpan> _slots = new();
    private readonly long _start = clock.GetTimestamp();

    /// <summary>Waits until an interval has passed since the user's previous poll.</summary>
    /// <param name="user">Whose poll it is.</param>
    /// <param name="ct">Ends the wait when the client disconnects.</param>
    public Task HoldAsync(UserId user, CancellationToken ct)
    {
        var hold = Reserve(user);
        return hold > TimeSpan.Zero ? Task.Delay(hold, clock, ct) : Task.CompletedTask;
    }

    /// <summary>Takes the user's next free slot.</summary>
    /// <returns>The time until the slot. When too many users are known they are forgotten, and their next poll is not held.</returns>
    public TimeSpan Reserve(UserId user)
    {
        var now = clock.GetElapsedTime(_start);
        return _slots.AddOrUpdate(user, First, (_, last) => Min(now + LongestHold, Max(now, last + Interval))) - now;

        TimeSpan First(UserId _)
        {
            if (_slots.Count >= Most) _slots.Clear();
            return now;
        }
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
