using System.Diagnostics;
using System.Globalization;
using Accounts.Local.Processes;

namespace Accounts.Local.Launch;

/// <summary>
/// Children of a launcher that was killed keep their ports: each is written down at its start and ended by the next run. The open
/// file is also the lock that keeps two launchers apart.
/// </summary>
internal sealed class LeftBehind : IDisposable
{
    private readonly FileStream _file;

    private LeftBehind(FileStream file) => _file = file;

    public static LeftBehind End()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(LocalFolder.Children)!);
        var file = Lock();
        using var reader = new StreamReader(file, leaveOpen: true);
        while (reader.ReadLine() is { } line)
        {
            var parts = line.Split(' ').Select(part => long.Parse(part, CultureInfo.InvariantCulture)).ToArray();
            EndProcess((int)parts[0], parts[1]);
        }

        file.SetLength(0);
        return new LeftBehind(file);
    }

    public void Remember(ChildProcess child)
    {
        using var process = Process.GetProcessById(child.Id);
        using var writer = new StreamWriter(_file, leaveOpen: true);
        writer.Write($"{child.Id} {StartOf(process)}\n");
    }

    /// <summary>To be called when all children have ended.</summary>
    public void Dispose()
    {
        _file.SetLength(0);
        _file.Dispose();
    }

    private static FileStream Lock()
    {
        try
        {
            return new FileStream(LocalFolder.Children, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new LaunchException("Another run of deploy/Local is going on in this clone; stop that one first.", e);
        }
    }

    private static void EndProcess(int id, long started)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            // The number may be another program's by now.
            if (process.ProcessName != "dotnet" || Math.Abs(StartOf(process) - started) > 2) return;

            Progress.Say($"ending what an earlier run left behind (process {id})");
            process.Kill();
            process.WaitForExit(TimeSpan.FromSeconds(5));
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // It has ended.
        }
    }

    private static long StartOf(Process process) => new DateTimeOffset(process.StartTime).ToUnixTimeSeconds();
}
