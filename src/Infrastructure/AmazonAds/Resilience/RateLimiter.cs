using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Accounts.Infrastructure.AmazonAds.Resilience;

/// <summary>
/// Whose turn it is to call Amazon. Each region, family and scope has a budget that all instances share and learn together (decision 0020);
/// within an instance, users take turns.
/// </summary>
internal sealed partial class RateLimiter(IRateBuckets buckets, IOptions<AmazonAdsOptions> options, TimeProvider clock, ILogger<RateLimiter> logger)
{
    /// <summary>What one refusal holds up at most: a header must not stop everybody for days.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <summary>After a refusal that names no time. It lets Amazon's own budget refill a little, so that the next call finds something.</summary>
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<string, TurnQueue> _queues = new(StringComparer.Ordinal);

    /// <param name="patience">How long the caller can wait.</param>
    /// <returns>When the turn was leased, by the clock.</returns>
    /// <exception cref="ThrottledException">The next turn is further away than that.</exception>
    public Task<long> WaitAsync(OutwardCall call, TimeSpan patience, CancellationToken ct)
    {
        if (call.Login is not { } login) return Task.FromResult(clock.GetTimestamp());

        var queue = QueueOf(call);
        return queue.BlockedFor is var blocked && blocked > patience ? throw new ThrottledException(blocked) : queue.WaitAsync(login.User, ct);
    }

    /// <summary>Amazon has refused a call.</summary>
    public async Task ThrottledAsync(OutwardCall call, TimeSpan leasedAgo, TimeSpan? asked)
    {
        if (call.Login is null) return;

        QueueOf(call).Forfeit();
        var pause = asked is not { } wait ? ShortestPause : wait < LongestPause ? wait : LongestPause;
        try
        {
            await buckets.ReportThrottledAsync(call.Bucket, leasedAgo, pause, StartOf(call.Family));
        }
        catch (Exception e)
        {
            LogNotTold(e, call.Bucket); // the next refusal teaches the same
        }
    }

    public TimeSpan BlockedFor(OutwardCall call) => QueueOf(call).BlockedFor;

    private TurnQueue QueueOf(OutwardCall call) =>
        _queues.GetOrAdd(call.Bucket, bucket => new TurnQueue(calls => buckets.LeaseAsync(bucket, calls, StartOf(call.Family)), StartOf(call.Family).Rate, clock));

    private RateLimitOptions StartOf(CallFamily family) => options.Value.Limits[family];

    [LoggerMessage(Level = LogLevel.Warning, Message = "That Amazon limits {Bucket} could not be told to the other instances")]
    private partial void LogNotTold(Exception exception, string bucket);
}
