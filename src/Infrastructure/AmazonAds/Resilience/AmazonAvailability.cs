using System.Collections.Concurrent;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Polly.CircuitBreaker;

namespace Accounts.Infrastructure.AmazonAds.Resilience;

/// <summary>Remembers how the last calls of each region and group ended, for the health pages.</summary>
internal sealed class AmazonAvailability(TimeProvider clock) : IAmazonAvailability
{
    /// <summary>One failure is a hiccup; so many in a row, with no answer between them, are an outage.</summary>
    private const int FailuresOfAnOutage = 3;

    private readonly ConcurrentDictionary<(Region Region, BreakerGroup Group), Watched> _watched = new();

    public bool IsUp => _watched.IsEmpty || _watched.Values.Any(w => w.IsUp);

    public IReadOnlyList<AmazonDependency> Dependencies =>
    [
        .. _watched.OrderBy(w => w.Key).Select(w => new AmazonDependency(
            w.Key.Region, w.Key.Group.ToString().ToLowerInvariant(), StateOf(w.Value.Breaker), w.Value.LastAnswered, w.Value.LastFailed)),
    ];

    /// <summary>What a breaker reports its state to.</summary>
    public CircuitBreakerStateProvider Watch(Region region, BreakerGroup group) => At(region, group).Breaker;

    public void Answered(OutwardCall call, HttpResponseMessage response)
    {
        if ((int)response.StatusCode >= 500) Unanswered(call);
        else At(call.Region, call.Family.Group()).Answered(clock.GetUtcNow());
    }

    public void Unanswered(OutwardCall call) => At(call.Region, call.Family.Group()).Failed(clock.GetUtcNow());

    private Watched At(Region region, BreakerGroup group) => _watched.GetOrAdd((region, group), _ => new Watched());

    private static BreakerState StateOf(CircuitBreakerStateProvider breaker) => breaker.CircuitState switch
    {
        CircuitState.Closed => BreakerState.Closed,
        CircuitState.HalfOpen => BreakerState.HalfOpen,
        _ => BreakerState.Open,
    };

    private sealed class Watched
    {
        private int _failuresInARow;

        public CircuitBreakerStateProvider Breaker { get; } = new();

        public DateTimeOffset? LastAnswered { get; private set; }

        public DateTimeOffset? LastFailed { get; private set; }

        public bool IsUp => Volatile.Read(ref _failuresInARow) < FailuresOfAnOutage && StateOf(Breaker) == BreakerState.Closed;

        public void Answered(DateTimeOffset at)
        {
            LastAnswered = at;
            Volatile.Write(ref _failuresInARow, 0);
        }

        public void Failed(DateTimeOffset at)
        {
            LastFailed = at;
            Interlocked.Increment(ref _failuresInARow);
        }
    }
}
