using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Accounts.Infrastructure.AmazonAds.Resilience;

/// <summary>
/// Decides when Amazon may be called. Each region, family and scope has a token bucket that all instances share and learn together; a connection or
/// profile that Amazon refuses also has a limit of its own (decision 0020).
/// </summary>
internal sealed partial class RateLimiter(IRateBuckets buckets, IOptions<AmazonAdsOptions> options, TimeProvider clock, ILogger<RateLimiter> logger)
{
    private static readonly RateLimitPolicy Policy = RateLimitPolicy.Default;

    private readonly ConcurrentDictionary<string, PermitQueue> _queues = new(StringComparer.Ordinal);

    /// <param name="patience">How long the caller can wait.</param>
    /// <exception cref="ThrottledException">The next permit is further away than that.</exception>
    public Task<Permit> WaitAsync(OutwardCall call, TimeSpan patience, CancellationToken ct)
    {
        if (call.Login is not { } login || call.Subject is not { } subject) return Task.FromResult(default(Permit));

        var queue = QueueOf(call);
        return queue.BlockedFor(subject) is var blocked && blocked > patience
            ? throw new ThrottledException(blocked)
            : queue.WaitAsync(login.User, subject, ct);
    }

    /// <summary>Amazon has refused a call.</summary>
    public async Task RefusedAsync(OutwardCall call, Permit permit, TimeSpan? asked)
    {
        if (call.Login is not { } login || call.Subject is not { } subject) return;

        var queue = QueueOf(call);
        var retryAfter = asked < Policy.LongestRetryAfter ? asked : asked is null ? null : Policy.LongestRetryAfter;
        queue.Pause(login.User, subject, retryAfter ?? Policy.FirstPause);
        try
        {
            var result = await buckets.ReportRefusalAsync(call.Bucket, new Refusal(subject, permit.GrantedAt, retryAfter), StartOf(call.Family));
            queue.Pause(login.User, subject, result.Pause);
            if (result.IsSharedCut) queue.DiscardLeasedPermits();
        }
        catch (Exception e)
        {
            LogNotReported(e, call.Bucket); // the next refusal reports the same
        }
    }

    public TimeSpan BlockedFor(OutwardCall call) => call.Subject is { } subject ? QueueOf(call).BlockedFor(subject) : TimeSpan.Zero;

    private PermitQueue QueueOf(OutwardCall call) => _queues.GetOrAdd(call.Bucket, bucket =>
        new PermitQueue((calls, ahead) => buckets.LeaseAsync(bucket, calls, ahead, StartOf(call.Family)), StartOf(call.Family).Rate, clock));

    private RateLimitOptions StartOf(CallFamily family) => options.Value.Limits[family];

    [LoggerMessage(Level = LogLevel.Warning, Message = "A refusal by Amazon in {Bucket} could not be reported to the other instances")]
    private partial void LogNotReported(Exception exception, string bucket);
}
