using Accounts.Hosting.Processes;

namespace Accounts.Local.Launch;

/// <summary>A program that runs until the run command stops it.</summary>
internal sealed class SupervisedProcess(string name, OrphanedProcesses orphans, TimeSpan stopTimeout) : IAsyncDisposable
{
    private ChildProcess? _process;

    /// <summary>Returns when the health address returns 2xx.</summary>
    public async Task<ChildProcess> StartAsync(ChildProcessStart start, string health, TimeSpan timeout, CancellationToken ct)
    {
        _process = ChildProcess.Start(start with { LogFile = LocalFolder.Log(name.ToLowerInvariant()) });
        orphans.Record(_process);
        await _process.WaitForOkAsync(new Uri(health), timeout, ct);
        return _process;
    }

    /// <summary>Never completes; throws if the program exits.</summary>
    public async Task WatchAsync(CancellationToken ct)
    {
        if (_process is null)
        {
            await Task.Delay(Timeout.Infinite, ct);
            return;
        }

        var code = await _process.WaitForExitAsync(Timeout.InfiniteTimeSpan, ct);
        throw new LaunchException($"The {name} exited with code {code}.{_process.LastLines()}");
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is null) return;

        _process.Terminate();
        try
        {
            await _process.WaitForExitAsync(stopTimeout, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            Progress.Report($"The {name} did not stop within {stopTimeout.TotalSeconds} s and is killed.");
        }

        await _process.DisposeAsync();
    }
}
