using Polly;

namespace Accounts.Infrastructure.AmazonAds.Resilience;

/// <summary>Where one call stands on its way through the pipeline.</summary>
internal sealed class CallProgress(OutwardCall call, TimeSpan deadline, TimeProvider clock)
{
    private static readonly ResiliencePropertyKey<CallProgress> Key = new("call");

    private readonly long _started = clock.GetTimestamp();

    public OutwardCall Call => call;

    public TimeSpan Deadline => deadline;

    public TimeSpan Left => deadline - clock.GetElapsedTime(_started);

    /// <summary>Before the next attempt.</summary>
    public TimeSpan Pause { get; set; }

    public bool IsWaitingForPermit { get; set; }

    public static CallProgress Begin(ResilienceContext context, OutwardCall call, TimeSpan deadline, TimeProvider clock)
    {
        var progress = new CallProgress(call, deadline, clock);
        context.Properties.Set(Key, progress);
        return progress;
    }

    public static CallProgress Of(ResilienceContext context) => context.Properties.GetValue(Key, null!);
}
