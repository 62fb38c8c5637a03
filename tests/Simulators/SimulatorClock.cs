namespace Accounts.Simulators;

/// <summary>The clock all simulated expiries run on: the given clock plus what tests have advanced it by.</summary>
internal sealed class SimulatorClock(TimeProvider inner) : TimeProvider
{
    private long _offset;

    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow().AddTicks(Interlocked.Read(ref _offset));

    public void Advance(TimeSpan by) => Interlocked.Add(ref _offset, by.Ticks);
}
