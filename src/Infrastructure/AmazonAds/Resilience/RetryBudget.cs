namespace Accounts.Infrastructure.AmazonAds.Resilience;

/// <summary>
/// Retries after failures add at most a share, by default a tenth, to the calls of the last minute; ten are free. When everything fails,
/// retrying everything is what keeps it down. Source: Google, Site Reliability Engineering, "Handling overload".
/// </summary>
internal sealed class RetryBudget(double share, TimeProvider clock)
{
    private const int Least = 10;
    private static readonly TimeSpan Slot = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly (long Slot, int Calls, int Retries)[] _slots = new (long, int, int)[6];

    public void Call()
    {
        lock (_lock) Current().Calls++;
    }

    public bool TryRetry()
    {
        lock (_lock)
        {
            ref var current = ref Current();
            var recent = _slots.Where(s => s.Slot > Number() - _slots.Length).ToArray();
            if (recent.Sum(s => s.Retries) >= Math.Max(Least, recent.Sum(s => s.Calls) * share)) return false;

            current.Retries++;
            return true;
        }
    }

    private long Number() => clock.GetTimestamp() / (clock.TimestampFrequency * (long)Slot.TotalSeconds);

    private ref (long Slot, int Calls, int Retries) Current()
    {
        ref var slot = ref _slots[Number() % _slots.Length];
        if (slot.Slot != Number()) slot = (Number(), 0, 0);
        return ref slot;
    }
}
