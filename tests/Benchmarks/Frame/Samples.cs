using System.Diagnostics;

namespace Accounts.Benchmarks.Frame;

/// <summary>Repetitions of one measurement.</summary>
internal static class Samples
{
    public static double Median(this IEnumerable<double> samples)
    {
        var sorted = samples.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>The median of the ratios. Both samples of a pair are measured under the same load.</summary>
    public static double MedianRatio(this IEnumerable<double> samples, IEnumerable<double> baselines) =>
        samples.Zip(baselines, (s, b) => s / b).Median();

    public static async Task<double> SecondsAsync(Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    public static string Listed(this IEnumerable<double> samples) => string.Join(' ', samples.Select(s => s.ToString("0.00")));
}
