using System.Collections.Concurrent;
using System.Net;
using Accounts.Domain.Common;
using Microsoft.Extensions.Logging.Abstractions;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Accounts.Infrastructure.AmazonAds.Resilience;

/// <summary>What stands between a call and the wire. Regions and groups of operations have breakers and retry budgets of their own.</summary>
internal sealed class OutwardPipeline(OutwardLimits limits, RateLimiter limiter, AmazonAvailability availability, TimeProvider clock,
    Func<double> random)
{
    private readonly ConcurrentDictionary<(Region Region, BreakerGroup Group), Lazy<ResiliencePipeline<HttpResponseMessage>>> _pipelines = new();

    public int MaxAnswerBytes => limits.MaxAnswerBytes;

    /// <summary>Outermost first. A body is read inside all of it.</summary>
    private ResiliencePipeline<HttpResponseMessage> Build(Region region, BreakerGroup group) =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { Name = "amazon", InstanceName = $"{region}:{group}", TimeProvider = clock }
            .ConfigureTelemetry(NullLoggerFactory.Instance) // metrics only: the service logs failures itself
            .AddTimeout(Deadline())
            .AddRetry(Retry(new RetryBudget(limits.RetryShare, clock)))
            .AddCircuitBreaker(Breaker(region, group))
            .AddStrategy(_ => new PermitStrategy(limiter, clock), new PermitStrategyOptions())
            .AddTimeout(Attempt())
            .Build(); // and then the token, and the wire

    /// <exception cref="TimeoutException">An attempt, or all of them together, took too long.</exception>
    /// <exception cref="ThrottledException">No permit was available in time.</exception>
    /// <exception cref="CircuitOpenException">The circuit is open because calls of this kind fail.</exception>
    /// <exception cref="NoTokenException">There is no access token to call with.</exception>
    public async Task<HttpResponseMessage> RunAsync(
        OutwardCall call, Func<CancellationToken, Task<HttpResponseMessage>> attempt, CancellationToken ct)
    {
        var pipeline = _pipelines.GetOrAdd((call.Region, call.Family.Group()), at => new(() => Build(at.Region, at.Group))).Value;
        var context = ResilienceContextPool.Shared.Get(ct);
        var progress = CallProgress.Begin(context, call, limits.DeadlineOf(call.Retries), clock);
        try
        {
            return await pipeline.ExecuteAsync(async (c, send) => await send(c.CancellationToken), context, attempt);
        }
        catch (TimeoutRejectedException) when (progress.IsWaitingForPermit)
        {
            throw new ThrottledException(limiter.BlockedFor(call));
        }
        catch (BrokenCircuitException e)
        {
            throw new CircuitOpenException(e.RetryAfter);
        }
        catch (TimeoutRejectedException e)
        {
            throw new TimeoutException("Amazon did not answer in time.", e);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static TimeoutStrategyOptions Deadline() =>
        new() { TimeoutGenerator = args => ValueTask.FromResult(CallProgress.Of(args.Context).Deadline) };

    private RetryStrategyOptions<HttpResponseMessage> Retry(RetryBudget budget) => new()
    {
        MaxRetryAttempts = int.MaxValue, // each call has its own number
        ShouldHandle = args => ValueTask.FromResult(PlanPause(args, budget)),
        // Polly's own MaxDelay does not cap what a generator says: the cap is part of the plan.
        DelayGenerator = args => ValueTask.FromResult<TimeSpan?>(CallProgress.Of(args.Context).Pause),
    };

    /// <summary>Throttling is not failure, and neither is what one user may not do.</summary>
    private CircuitBreakerStrategyOptions<HttpResponseMessage> Breaker(Region region, BreakerGroup group) => new()
    {
        FailureRatio = limits.Breaker.FailureRatio,
        MinimumThroughput = limits.Breaker.MinimumCalls,
        SamplingDuration = limits.Breaker.SamplingWindow,
        BreakDurationGenerator = args => ValueTask.FromResult(limits.BreakFor(args.HalfOpenAttempts)),
        ShouldHandle = args => ValueTask.FromResult(Failures.IsFailure(args.Outcome)),
        StateProvider = availability.Watch(region, group),
    };

    /// <summary>Ends before the deadline does, so that an attempt that hangs counts as a failure and not as a caller who lost patience.</summary>
    private TimeoutStrategyOptions Attempt() => new()
    {
        TimeoutGenerator = args =>
        {
            var left = CallProgress.Of(args.Context).Left * 0.99;
            return ValueTask.FromResult(left < limits.AttemptTimeout ? left : limits.AttemptTimeout);
        },
    };

    private bool PlanPause(RetryPredicateArguments<HttpResponseMessage> args, RetryBudget budget)
    {
        var progress = CallProgress.Of(args.Context);
        if (args.AttemptNumber == 0) budget.Call();
        if (args.AttemptNumber + 1 >= limits.AttemptsOf(progress.Call.Retries) || !Failures.IsWorthAnotherTry(args.Outcome, progress.Call.Safety))
            return false;

        var asked = RetryAfter.Of(args.Outcome.Result, clock);
        if (PauseBeforeNext(args.AttemptNumber, asked, progress.Call.Family.Slowness(), limits, random) is not { } pause) return false;

        // A pause that the deadline would cut short is not begun: the caller gets Amazon's answer instead of a timeout.
        progress.Pause = pause;
        if (pause >= progress.Left) return false;

        // A refused call waits for a new permit. Only retries after failures count towards the retry budget.
        return args.Outcome.Result?.StatusCode == HttpStatusCode.TooManyRequests || budget.TryRetry();
    }

    /// <summary>
    /// Full jitter; what Amazon asks for is a lower bound, plus up to a tenth so that waiters part. Null when it asks for more
    /// than we wait.
    /// </summary>
    internal static TimeSpan? PauseBeforeNext(int attempt, TimeSpan? asked, int slowness, OutwardLimits limits, Func<double> random)
    {
        if (asked > limits.MaxDelay) return null;

        var ceiling = Math.Min(limits.MaxDelay.TotalSeconds, limits.BaseDelay.TotalSeconds * slowness * Math.Pow(2, attempt));
        var own = TimeSpan.FromSeconds(random() * ceiling);
        return asked is { } least ? (least > own ? least : own) * (1 + (0.1 * random())) : own;
    }
}
