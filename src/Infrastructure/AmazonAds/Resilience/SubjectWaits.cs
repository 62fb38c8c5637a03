using System.Runtime.InteropServices;

namespace Accounts.Infrastructure.AmazonAds.Resilience;

/// <summary>How long the shared bucket and the subjects with a limit of their own have to wait, as far as this instance knows. Not
/// thread-safe.</summary>
internal sealed class SubjectWaits(TimeProvider clock)
{
    private const int Many = 1000;
    private static readonly TimeSpan Forget = TimeSpan.FromMinutes(10);

    /// <summary>Waits can become shorter meanwhile, so permits are requested again after this time at the latest.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, Wait> _limited = new(StringComparer.Ordinal);
    private Wait _shared;

    /// <summary>A subject with a limit of its own cannot use permits that were leased in advance.</summary>
    public bool IsLimited(string subject) => _limited.ContainsKey(subject);

    public TimeSpan BlockedFor(string subject) => Left(Math.Max(_shared.Until, WaitOf(subject).Until));

    /// <summary>How long until permits are requested for it again.</summary>
    public TimeSpan AskAgainIn(string subject) => Left(Math.Max(_shared.AskAt, WaitOf(subject).AskAt));

    public void Learn(PermitLease lease, IEnumerable<string> asked)
    {
        _shared = After(lease.Wait);
        if (_limited.Count > Many) Purge();
        foreach (var subject in asked)
        {
            if (lease.Limited.TryGetValue(subject, out var wait)) _limited[subject] = After(wait);
            else _limited.Remove(subject);
        }
    }

    /// <summary>The subject was refused.</summary>
    public void Pause(string subject, TimeSpan pause)
    {
        var until = clock.GetTimestamp() + Ticks(pause);
        _limited[subject] = new Wait(until, until); // a pause does not become shorter
    }

    private void Purge()
    {
        var old = clock.GetTimestamp() - Ticks(Forget);
        foreach (var (subject, wait) in _limited.ToArray())
            if (wait.Until < old) _limited.Remove(subject);
    }

    private Wait WaitOf(string subject) => _limited.GetValueOrDefault(subject);

    private Wait After(TimeSpan wait)
    {
        var now = clock.GetTimestamp();
        return new Wait(now + Ticks(wait), now + Ticks(wait < LongestWait ? wait : LongestWait));
    }

    private TimeSpan Left(long until) => until > clock.GetTimestamp() ? clock.GetElapsedTime(clock.GetTimestamp(), until) : TimeSpan.Zero;

    private long Ticks(TimeSpan time) => (long)(time.TotalSeconds * clock.TimestampFrequency);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Wait(long Until, long AskAt);
}
