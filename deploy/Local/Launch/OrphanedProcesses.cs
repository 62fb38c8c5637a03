using System.Diagnostics;
using System.Globalization;
using Accounts.Hosting.Processes;

namespace Accounts.Local.Launch;

/// <summary>
/// If the run command is killed, the programs that it started keep running and keep their ports. A file records each of them, and the
/// next run stops them. The open file is also the lock that allows one run per clone.
/// </summary>
internal sealed class OrphanedProcesses : IDisposable
{
    private readonly FileStream _file;

    private OrphanedProcesses(FileStream file) => _file = file;

    /// <summary>Stops the processes of a killed run.</summary>
    public static OrphanedProcesses Stop()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(LocalFolder.Processes)!);
        var file = Lock();
        using var reader = new StreamReader(file, leaveOpen: true);
        while (reader.ReadLine() is { } line)
        {
            var parts = line.Split(' ').Select(part => long.Parse(part, CultureInfo.InvariantCulture)).ToArray();
            Kill((int)parts[0], parts[1]);
        }

        file.SetLength(0);
        return new OrphanedProcesses(file);
    }

    public void Record(ChildProcess child)
    {
        using var process = Process.GetProcessById(child.Id);
        using var writer = new StreamWriter(_file, leaveOpen: true);
        writer.Write($"{child.Id} {StartTimeOf(process)}\n");
    }

    /// <summary>Call this when all recorded processes have exited.</summary>
    public void Dispose()
    {
        _file.SetLength(0);
        _file.Dispose();
    }

    private static FileStream Lock()
    {
        try
        {
            return new FileStream(LocalFolder.Processes, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new LaunchException("deploy/Local is already running in this clone; stop that run first.", e);
        }
    }

    private static void Kill(int id, long startTime)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            // The process id may have been reused by another program.
            if (process.ProcessName != "dotnet" || Math.Abs(StartTimeOf(process) - startTime) > 2) return;

            Progress.Report($"Stopping a process of an earlier run that was killed (process {id}).");
            process.Kill();
            process.WaitForExit(TimeSpan.FromSeconds(5));
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // The process has exited.
        }
    }

    private static long StartTimeOf(Process process) => new DateTimeOffset(process.StartTime).ToUnixTimeSeconds();
}
