using System.Collections.Concurrent;
using Accounts.Simulators.Lwa;

namespace Accounts.Simulators.Control;

/// <summary>What is wrong with the world at the moment: planned faults, latencies and throttles.</summary>
internal sealed class FaultBoard(SimulatorClock clock)
{
    private readonly List<Planned> _planned = [];
    private readonly ConcurrentDictionary<string, TimeSpan> _latencies = [];
    private readonly ConcurrentDictionary<string, TokenBucket> _buckets = [];
    private readonly ConcurrentDictionary<string, Hold> _holds = [];
    private readonly Lock _planning = new();

    public void Plan(Fault fault)
    {
        Routes.Known(fault.Route);
        lock (_planning) _planned.Add(new Planned(fault));
    }

    public Fault? Next(SimulatedRoute route, string? scope, Grant? caller)
    {
        lock (_planning) return _planned.Find(planned => planned.Takes(route, scope, caller))?.Fault;
    }

    public TimeSpan LatencyOf(string route) => _latencies.GetValueOrDefault(route);

    public void Delay(string route, TimeSpan by) => _latencies[Routes.Known(route)] = by;

    public Hold HoldBack(string route) => _holds[Routes.Known(route)] = new Hold();

    /// <summary>Completes when the route is not held back.</summary>
    public Task ReleaseOf(string route) => _holds.TryGetValue(route, out var hold) ? hold.Released : Task.CompletedTask;

    public void Limit(Throttle throttle) => _buckets[Routes.Known(throttle.Route)] = new TokenBucket(throttle, clock);

    /// <summary>The throttle that refuses this call, if one does.</summary>
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

        public bool Takes(SimulatedRoute route, string? scope, Grant? caller)
        {
            if (fault.Route != route.Name || (fault.Region is { } region && region != route.Region)) return false;
            if (fault.Scope is not null && fault.Scope != scope) return false;
            if ((fault.Login is not null && fault.Login != caller?.Login) || (fault.Grant is not null && fault.Grant != caller?.Id)) return false;
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
