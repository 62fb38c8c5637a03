namespace Accounts.Simulators;

/// <summary>The clock of all simulated expiries: the given clock plus the time by which tests advanced it.</summary>
internal sealed class SimulatorClock(TimeProvider inner) : TimeProvider
{
    private long _offset;

    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow().AddTicks(Interlocked.Read(ref _offset));

    public void Advance(TimeSpan by) => Interlocked.Add(ref _offset, by.Ticks);
}
