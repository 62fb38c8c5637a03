namespace Accounts.Infrastructure.AmazonAds.Resilience;

/// <summary>The rate limit that a bucket starts with. Amazon publishes no figures: these are our own, and the learned ones replace them.</summary>
public sealed class RateLimitOptions
{
    /// <summary>The learned rate never falls below one call in ten seconds. Otherwise nothing could be learned any more.</summary>
    internal const double LowestRate = 0.1;

    internal const double Most = 100_000;

    /// <summary>Calls per second.</summary>
    public double Rate { get; set; } = 10;

    /// <summary>Calls at once after a pause.</summary>
    public double Burst { get; set; } = 20;

    /// <summary>The limit of the growth if Amazon refuses nothing.</summary>
    internal double HighestRate => Rate * 20;
}
