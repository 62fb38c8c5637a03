namespace Accounts.Infrastructure.AmazonAds.Resilience;

/// <summary>What a budget of calls starts with. Amazon publishes no figures: these are our own, and what is learned replaces them.</summary>
public sealed class RateLimitOptions
{
    /// <summary>However often Amazon refuses, there is a call in ten seconds: else nothing could be learned any more.</summary>
    internal const double LowestRate = 0.1;

    internal const double Most = 100_000;

    /// <summary>Calls a second.</summary>
    public double Rate { get; set; } = 10;

    /// <summary>Calls at once, after a rest.</summary>
    public double Burst { get; set; } = 20;

    /// <summary>How far an Amazon that refuses nothing is tried.</summary>
    internal double HighestRate => Rate * 20;
}
