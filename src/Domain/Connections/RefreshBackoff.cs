using Accounts.Domain.Common;

namespace Accounts.Domain.Connections;

/// <summary>
/// The delay of a proactive refresh after failures: 1, 2, 4 … 60 minutes, varied by a tenth; while the token is valid, no further than half-way to
/// its expiry.
/// </summary>
internal static class RefreshBackoff
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Last = TimeSpan.FromHours(1);

    /// <param name="failures">The number of consecutive failures, from 1.</param>
    /// <param name="left">The time until the token expires; null if there is none.</param>
    /// <param name="random">From 0 to 1.</param>
    public static TimeSpan After(int failures, TimeSpan? left, double random) => Backoff.After(failures, First, Longest(left), random);

    private static TimeSpan Longest(TimeSpan? left)
    {
        if (left is not { } time || time <= TimeSpan.Zero) return Last;

        var halfWay = time / 2;
        return halfWay > Last ? Last : halfWay < First ? First : halfWay;
    }
}
