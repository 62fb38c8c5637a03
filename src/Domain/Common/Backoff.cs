namespace Accounts.Domain.Common;

/// <summary>How long to wait after failures in a row.</summary>
public static class Backoff
{
    /// <summary>
    /// Doubles from <paramref name="first"/> with each failure up to <paramref name="longest"/>, and varies the result by a tenth either way, so
    /// that what failed together is not retried together.
    /// </summary>
    /// <param name="failures">Failures in a row, the last one included: at least 1.</param>
    /// <param name="random">From 0 to 1.</param>
    public static TimeSpan After(int failures, TimeSpan first, TimeSpan longest, double random)
    {
        var factor = Math.Pow(2, Math.Max(0, failures - 1));
        return Jitter.Spread(factor < longest / first ? first * factor : longest, random); // compared first: the product may be too large
    }
}
