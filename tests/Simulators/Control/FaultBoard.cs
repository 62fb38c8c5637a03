using System.Collections.Concurrent;

namespace Accounts.Simulators.Control;

/// <summary>The currently configured faults, latencies and throttles.</summary>
internal sealed class FaultBoard(SimulatorClock clock)
{
    private readonly List<Planned> _planned = [];
    private readonly ConcurrentDictionary<string, TimeSpan> _latencies = [];
    private readonly ConcurrentDictionary<string, TokenBucket> _buckets = [];
    private readonly Lock _planning = new();

    public void Plan(Fault fault)
    {
        Routes.Known(fault.Route);
        lock (_planning) _planned.Add(new Planned(fault));
    }

    public Fault? Next(SimulatedRoute route, string? scope)
    {
        lock (_planning) return _planned.Find(planned => planned.Takes(route, scope))?.Fault;
    }

    public TimeSpan LatencyOf(string route) => _latencies.GetValueOrDefault(route);

    public void Delay(string route, TimeSpan by) => _latencies[Routes.Known(route)] = by;

    public void Limit(Throttle throttle) => _buckets[Routes.Known(throttle.Route)] = new TokenBucket(throttle, clock);

    public void Unlimit(string route) => _buckets.TryRemove(route, out _);

    /// <summary>Returns the throttle that refuses this call, or null.</summary>
    public Throttle? Refuses(string route) => _buckets.TryGetValue(route, out var bucket) && !bucket.Take() ? bucket.Throttle : null;

    public void ClearFaults()
    {
        lock (_planning) _planned.Clear();
    }

    public void ClearThrottles() => _buckets.Clear();

    private sealed class Planned(Fault fault)
    {
        private int _skipped;
        private int _happened;

        public Fault Fault => fault;

        public bool Takes(SimulatedRoute route, string? scope)
        {
            if (fault.Route != route.Name || (fault.Region is { } region && region != route.Region)) return false;
            if (fault.Scope is not null && fault.Scope != scope) return false;
            if (_happened >= fault.Times) return false;
            if (_skipped < fault.Skip)
            {
                _skipped++;
                return false;
            }

            _happened++;
            return true;
        }
    }
}
