using System.Net;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Accounts.Infrastructure.AmazonAds.Resilience;

/// <summary>Whether a call may be made again belongs to the call, not to its verb.</summary>
internal enum RetrySafety
{
    /// <summary>Only after a 429: Amazon refused before it did any work.</summary>
    WhenRefused,

    /// <summary>A read, or something that has the same effect twice as once.</summary>
    Always,

    Never,
}

internal sealed record OutwardLimits(
    int MaxAttempts, TimeSpan BaseDelay, TimeSpan MaxDelay, TimeSpan AttemptTimeout, TimeSpan Deadline, int MaxAnswerBytes);

/// <summary>
/// What stands between a call and the wire, outermost first: deadline → retry → attempt timeout. A body is read inside all of it.
/// </summary>
internal sealed class OutwardPipeline(OutwardLimits limits, TimeProvider clock, Func<double> random)
{
    private static readonly ResiliencePropertyKey<Call> CallKey = new("call");

    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline = Build(limits, clock, random);

    public int MaxAnswerBytes => limits.MaxAnswerBytes;

    /// <exception cref="TimeoutException">An attempt, or all of them together, took too long.</exception>
    public async Task<HttpResponseMessage> RunAsync(
        RetrySafety safety, Func<CancellationToken, Task<HttpResponseMessage>> attempt, CancellationToken ct)
    {
        var context = ResilienceContextPool.Shared.Get(ct);
        context.Properties.Set(CallKey, new Call(safety, clock.GetTimestamp()));
        try
        {
            return await _pipeline.ExecuteAsync(async (c, send) => await send(c.CancellationToken), context, attempt);
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

    private static ResiliencePipeline<HttpResponseMessage> Build(OutwardLimits limits, TimeProvider clock, Func<double> random)
    {
        var pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock };
        pipeline.AddTimeout(limits.Deadline);
        if (limits.MaxAttempts > 1)
        {
            pipeline.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = limits.MaxAttempts - 1,
                ShouldHandle = args => ValueTask.FromResult(PlanPause(args)),
                // Polly's own MaxDelay does not cap what a generator says: the cap is part of the plan.
                DelayGenerator = args => ValueTask.FromResult<TimeSpan?>(CallOf(args.Context).Pause),
            });
        }

        return pipeline.AddTimeout(limits.AttemptTimeout).Build();

        bool PlanPause(RetryPredicateArguments<HttpResponseMessage> args)
        {
            var call = CallOf(args.Context);
            if (!IsWorthAnotherTry(args.Outcome, call.Safety)) return false;

            var asked = RetryAfter.Of(args.Outcome.Result, clock);
            if (PauseBeforeNext(args.AttemptNumber, asked, limits, random) is not { } pause) return false;

            // A pause that the deadline would cut short is not begun: the caller gets Amazon's answer instead of a timeout.
            call.Pause = pause;
            return clock.GetElapsedTime(call.Started) + pause < limits.Deadline;
        }
    }

    /// <summary>
    /// Full jitter; what Amazon asks for is a lower bound, plus up to a tenth so that waiters part. Null when it asks for more
    /// than we wait.
    /// </summary>
    internal static TimeSpan? PauseBeforeNext(int attempt, TimeSpan? asked, OutwardLimits limits, Func<double> random)
    {
        if (asked > limits.MaxDelay) return null;

        var ceiling = Math.Min(limits.MaxDelay.TotalSeconds, limits.BaseDelay.TotalSeconds * Math.Pow(2, attempt));
        var own = TimeSpan.FromSeconds(random() * ceiling);
        return asked is { } least ? (least > own ? least : own) * (1 + (0.1 * random())) : own;
    }

    private static bool IsWorthAnotherTry(Outcome<HttpResponseMessage> outcome, RetrySafety safety) =>
        (safety, outcome.Result?.StatusCode) switch
        {
            (RetrySafety.Never, _) => false,
            (_, HttpStatusCode.TooManyRequests) => true,
            (RetrySafety.Always, HttpStatusCode.RequestTimeout or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway) => true,
            (RetrySafety.Always, HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout) => true,
            (RetrySafety.Always, null) => IsTransportFault(outcome.Exception),
            _ => false,
        };

    private static bool IsTransportFault(Exception? exception) => exception switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => false, // too large now, too large again
        HttpRequestException or IOException or TimeoutRejectedException => true,
        OperationCanceledException { InnerException: TimeoutException } => true, // how the socket reports that connecting took too long
        _ => false,
    };

    private static Call CallOf(ResilienceContext context) => context.Properties.GetValue(CallKey, null!);

    private sealed record Call(RetrySafety Safety, long Started)
    {
        public TimeSpan Pause { get; set; }
    }
}
