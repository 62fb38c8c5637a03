using System.Globalization;

namespace Accounts.Benchmarks.Frame;

/// <summary>Reads the load of the machine and the memory of a process in megabytes from the kernel. Linux only.</summary>
internal static class Machine
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public static bool CountsMemory => OperatingSystem.IsLinux();

    /// <summary>The load average of the last minute.</summary>
    public static string Load => OperatingSystem.IsLinux() ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    /// <summary>The peak resident set size since <see cref="ForgetPeak"/>.</summary>
    public static double Peak(int process) => Read(process, "VmHWM:");

    public static void ForgetPeak(int process) => File.WriteAllText($"/proc/{process}/clear_refs", "5");

    /// <summary>Returns the resident set size after it has stabilized.</summary>
    public static async Task<double> IdleAsync(int process, CancellationToken ct)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(Patience);
        var last = Read(process, "VmRSS:");
        for (var still = TimeSpan.Zero; still < Quiet; still += Pause)
        {
            await Task.Delay(Pause, deadline.Token);
            var now = Read(process, "VmRSS:");
            if (Math.Abs(now - last) > 1) still = TimeSpan.Zero;
            last = now;
        }

        return last;
    }

    private static double Read(int process, string line)
    {
        var text = File.ReadLines($"/proc/{process}/status").First(l => l.StartsWith(line, StringComparison.Ordinal));
        return double.Parse(text.AsSpan(line.Length).TrimEnd("kB"), CultureInfo.InvariantCulture) / 1024;
    }
}
