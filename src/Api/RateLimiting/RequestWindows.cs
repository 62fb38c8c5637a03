using System.Collections.Concurrent;
using Accounts.Application.Common.Ports;

namespace Accounts.Api.RateLimiting;

/// <summary>
/// Counts requests of each subject in fixed windows, in this instance's memory. A window begins with its first request. Ended windows are removed
/// once a minute.
/// </summary>
internal sealed class RequestWindows<TKey>(TimeProvider clock)
    where TKey : notnull
{
    /// <summary>When full, all windows are removed: a flood of subjects must not exhaust the memory.</summary>
    public const int Most = 100_000;

    public static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<TKey, Window> _windows = new();
    private readonly long _start = clock.GetTimestamp();
    private long _nextSweep = SweepEvery.Ticks;

    public int Count => _windows.Count;

    /// <summary>Counts a request unless the window is full. Exactly <paramref name="limit"/> of concurrent requests are counted.</summary>
    public RequestCount Take(TKey key, int limit, TimeSpan length)
    {
        var now = clock.GetElapsedTime(_start);
        SweepIfDue(now);
        while (true)
        {
            var window = _windows.GetValueOrDefault(key);
            var next = now < window?.End ? window with { Used = window.Used + 1 } : new Window(now + length, 1);
            if (next.Used > limit) return new RequestCount(false, limit, 0, next.End - now);
            if (window is null ? TryAdd(key, next) : _windows.TryUpdate(key, next, window))
                return new RequestCount(true, limit, limit - next.Used, next.End - now);
        }
    }

    private bool TryAdd(TKey key, Window window)
    {
        if (_windows.Count >= Most) _windows.Clear();
        return _windows.TryAdd(key, window);
    }

    private void SweepIfDue(TimeSpan now)
    {
        var due = Volatile.Read(ref _nextSweep);
        if (now.Ticks < due || Interlocked.CompareExchange(ref _nextSweep, (now + SweepEvery).Ticks, due) != due) return;

        foreach (var entry in _windows)
        {
            if (entry.Value.End <= now) _windows.TryRemove(entry); // unless a request has begun a new window
        }
    }

    private sealed record Window(TimeSpan End, int Used);
}
