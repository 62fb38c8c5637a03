using System.Net;
using Polly;

namespace Accounts.Infrastructure.AmazonAds.Resilience;

internal sealed class TurnStrategyOptions : ResilienceStrategyOptions
{
    public TurnStrategyOptions() => Name = "Turn";
}

/// <summary>Waits for the call's turn, and lets the limiter learn from what Amazon says.</summary>
internal sealed class TurnStrategy(RateLimiter limiter, TimeProvider clock) : ResilienceStrategy<HttpResponseMessage>
{
    protected override async ValueTask<Outcome<HttpResponseMessage>> ExecuteCore<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<HttpResponseMessage>>> callback, ResilienceContext context, TState state)
    {
        var progress = CallProgress.Of(context);
        long leased;
        try
        {
            progress.IsWaitingForTurn = true;
            leased = await limiter.WaitAsync(progress.Call, progress.Left, context.CancellationToken);
            progress.IsWaitingForTurn = false;
        }
        catch (Exception e) when (e is ThrottledException or OperationCanceledException)
        {
            return Outcome.FromException<HttpResponseMessage>(e);
        }

        var outcome = await callback(context, state);
        if (outcome.Result is { StatusCode: HttpStatusCode.TooManyRequests } refused)
            await limiter.ThrottledAsync(progress.Call, clock.GetElapsedTime(leased), RetryAfter.Of(refused, clock));
        return outcome;
    }
}
