namespace Accounts.Domain.Common;

/// <summary>Spreads equal periods, so that what started together does not stay together.</summary>
public static class Jitter
{
    /// <summary>The largest relative difference from the period given.</summary>
    public const double Share = 0.1;

    /// <param name="random">From 0 to 1.</param>
    public static TimeSpan Spread(TimeSpan period, double random) => period * (1 - Share + (2 * Share * random));
}
