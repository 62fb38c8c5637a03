namespace Accounts.Domain.Common;

/// <summary>Delays between failed attempts: they double up to a longest delay, with jitter that keeps attempts of different origins apart.</summary>
public static class Backoff
{
    /// <param name="failures">Consecutive failures so far, at least one.</param>
    /// <param name="first">The delay after the first failure.</param>
    /// <param name="longest">The longest delay, jitter included.</param>
    /// <param name="random">Uniform between 0 and 1. The delay is between 90 and 110 % of the exact one.</param>
    public static TimeSpan After(int failures, TimeSpan first, TimeSpan longest, double random)
    {
        var exact = first * Math.Pow(2, Math.Clamp(failures - 1, 0, 30));
        var delay = exact * (0.9 + (0.2 * random));
        return delay < longest ? delay : longest;
    }
}
