using System.Collections.Concurrent;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Polly.CircuitBreaker;

namespace Accounts.Infrastructure.AmazonAds.Resilience;

/// <summary>Remembers how the last calls went, for the health pages.</summary>
internal sealed class AmazonAvailability(TimeProvider clock) : IAmazonAvailability
{
    private readonly ConcurrentDictionary<(Region Region, BreakerGroup Group), Watched> _watched = new();
    private volatile bool _isDown;

    public bool IsUp => !_isDown;

    public IReadOnlyList<AmazonDependency> Dependencies =>
    [
        .. _watched.OrderBy(w => w.Key).Select(w => new AmazonDependency(
            w.Key.Region, w.Key.Group.ToString().ToLowerInvariant(), StateOf(w.Value.Breaker), w.Value.LastAnswered, w.Value.LastFailed)),
    ];

    /// <summary>What a breaker tells its state to.</summary>
    public CircuitBreakerStateProvider Watch(Region region, BreakerGroup group) => At(region, group).Breaker;

    public void Answered(OutwardCall call, HttpResponseMessage response)
    {
        _isDown = (int)response.StatusCode >= 500;
        if (_isDown) Unanswered(call);
        else At(call.Region, call.Family.Group()).LastAnswered = clock.GetUtcNow();
    }

    public void Unanswered(OutwardCall call)
    {
        _isDown = true;
        At(call.Region, call.Family.Group()).LastFailed = clock.GetUtcNow();
    }

    private Watched At(Region region, BreakerGroup group) => _watched.GetOrAdd((region, group), _ => new Watched());

    private static BreakerState StateOf(CircuitBreakerStateProvider breaker) => breaker.CircuitState switch
    {
        CircuitState.Closed => BreakerState.Closed,
        CircuitState.HalfOpen => BreakerState.HalfOpen,
        _ => BreakerState.Open,
    };

    private sealed class Watched
    {
        public CircuitBreakerStateProvider Breaker { get; } = new();

        public DateTimeOffset? LastAnswered { get; set; }

        public DateTimeOffset? LastFailed { get; set; }
    }
}
