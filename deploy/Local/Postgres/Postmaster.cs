using System.Diagnostics;
using System.Globalization;
using Accounts.Local.Processes;

namespace Accounts.Local.Postgres;

/// <summary>The living main process of a data folder, whoever started it.</summary>
internal sealed record Postmaster(int ProcessId, string DataFolder)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <returns>Null when no server runs on the folder. The number in the file may belong to another program by now, so it is not believed.</returns>
    public static Postmaster? Of(string dataFolder)
    {
        try
        {
            var lines = File.ReadAllLines(Path.Combine(dataFolder, "postmaster.pid"));
            var id = int.Parse(lines[0], CultureInfo.InvariantCulture);
            using var process = Process.GetProcessById(id);
            return IsServerOf(process, dataFolder, lines) ? new Postmaster(id, dataFolder) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or ArgumentException or InvalidOperationException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>Rolls open transactions back and writes everything down.</summary>
    public Task StopAsync() => EndAsync(UnixSignal.Interrupt);

    /// <summary>For a server whose data nobody wants.</summary>
    public Task AbandonAsync() => EndAsync(UnixSignal.Quit);

    private async Task EndAsync(int signal)
    {
        UnixSignal.Send(ProcessId, signal);
        using var deadline = new CancellationTokenSource(Patience);
        while (Of(DataFolder) is not null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), deadline.Token);
        }
    }

    private static bool IsServerOf(Process process, string dataFolder, string[] lines)
    {
        if (!process.ProcessName.StartsWith("postgres", StringComparison.Ordinal)) return false;

        // Empty for a process that has ended and that nobody has waited for.
        if (OperatingSystem.IsLinux()) return File.ReadAllText($"/proc/{process.Id}/cmdline").Contains(dataFolder, StringComparison.Ordinal);

        var recorded = DateTimeOffset.FromUnixTimeSeconds(long.Parse(lines[2], CultureInfo.InvariantCulture));
        return (new DateTimeOffset(process.StartTime) - recorded).Duration() < TimeSpan.FromMinutes(1);
    }
}
