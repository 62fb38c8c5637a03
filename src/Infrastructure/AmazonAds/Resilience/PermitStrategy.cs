using System.Net;
using Polly;

namespace Accounts.Infrastructure.AmazonAds.Resilience;

internal sealed class PermitStrategyOptions : ResilienceStrategyOptions
{
    public PermitStrategyOptions() => Name = "Permit";
}

/// <summary>Waits for a permit, and reports a refusal to the rate limiter.</summary>
internal sealed class PermitStrategy(RateLimiter limiter, TimeProvider clock) : ResilienceStrategy<HttpResponseMessage>
{
    protected override async ValueTask<Outcome<HttpResponseMessage>> ExecuteCore<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<HttpResponseMessage>>> callback, ResilienceContext context, TState state)
    {
        var progress = CallProgress.Of(context);
        Permit permit;
        try
        {
            progress.IsWaitingForPermit = true;
            permit = await limiter.WaitAsync(progress.Call, progress.Left, context.CancellationToken);
            progress.IsWaitingForPermit = false;
        }
        catch (Exception e) when (e is ThrottledException or OperationCanceledException)
        {
            return Outcome.FromException<HttpResponseMessage>(e);
        }

        var outcome = await callback(context, state);
        if (outcome.Result is { StatusCode: HttpStatusCode.TooManyRequests } refused)
            await limiter.RefusedAsync(progress.Call, permit, RetryAfter.Of(refused, clock));
        return outcome;
    }
}
