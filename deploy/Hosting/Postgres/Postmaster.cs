using System.Diagnostics;
using System.Globalization;
using Accounts.Hosting.Processes;

namespace Accounts.Hosting.Postgres;

/// <summary>The running main process of a data folder, whichever process started it.</summary>
internal sealed record Postmaster(int ProcessId, string DataFolder)
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(30);

    /// <returns>Null if no server runs on the folder. The process id in the file may have been reused, so the process is checked.</returns>
    public static Postmaster? Of(string dataFolder)
    {
        try
        {
            var lines = File.ReadAllLines(Path.Combine(dataFolder, "postmaster.pid"));
            var id = int.Parse(lines[0], CultureInfo.InvariantCulture);
            using var process = Process.GetProcessById(id);
            return IsServerOf(process, dataFolder, lines) ? new Postmaster(id, dataFolder) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or ArgumentException or InvalidOperationException
            or IndexOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>Fast shutdown: rolls back open transactions and writes a checkpoint.</summary>
    public Task StopAsync() => StopAsync(UnixSignal.Interrupt);

    /// <summary>Immediate shutdown, for a server whose data is deleted.</summary>
    public Task StopImmediatelyAsync() => StopAsync(UnixSignal.Quit);

    private async Task StopAsync(int signal)
    {
        UnixSignal.Send(ProcessId, signal);
        using var deadline = new CancellationTokenSource(StopTimeout);
        while (Of(DataFolder) is not null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), deadline.Token);
        }
    }

    private static bool IsServerOf(Process process, string dataFolder, string[] lines)
    {
        if (!process.ProcessName.StartsWith("postgres", StringComparison.Ordinal)) return false;

        // The command line of a zombie process is empty.
        if (OperatingSystem.IsLinux()) return File.ReadAllText($"/proc/{process.Id}/cmdline").Contains(dataFolder, StringComparison.Ordinal);

        var recorded = DateTimeOffset.FromUnixTimeSeconds(long.Parse(lines[2], CultureInfo.InvariantCulture));
        return (new DateTimeOffset(process.StartTime) - recorded).Duration() < TimeSpan.FromMinutes(1);
    }
}
