using Accounts.Local.Processes;

namespace Accounts.Local.Launch;

/// <summary>A program that runs as long as the launcher does.</summary>
internal sealed class Child(string name, LeftBehind children, TimeSpan stopDeadline) : IAsyncDisposable
{
    private ChildProcess? _process;

    public async Task<ChildProcess> StartAsync(ChildProcessStart start, string health, TimeSpan deadline, CancellationToken ct)
    {
        _process = ChildProcess.Start(start with { LogFile = LocalFolder.Log(name.ToLowerInvariant()) });
        children.Remember(_process);
        await _process.WaitForOkAsync(new Uri(health), deadline, ct);
        return _process;
    }

    /// <summary>Ends only by an exception: nothing that was started should end by itself.</summary>
    public async Task WatchAsync(CancellationToken ct)
    {
        if (_process is null)
        {
            await Task.Delay(Timeout.Infinite, ct);
            return;
        }

        var code = await _process.WaitForExitAsync(Timeout.InfiniteTimeSpan, ct);
        throw new LaunchException($"The {name} ended with code {code}.{_process.LastLines()}");
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is null) return;

        _process.Terminate();
        try
        {
            await _process.WaitForExitAsync(stopDeadline, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            Progress.Say($"the {name} did not stop in time and is killed");
        }

        await _process.DisposeAsync();
    }
}
