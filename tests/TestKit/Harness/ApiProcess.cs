using Accounts.Hosting.Processes;

namespace Accounts.TestKit.Harness;

/// <summary>An instance of the API in its own process.</summary>
public sealed class ApiProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan EndDeadline = TimeSpan.FromSeconds(45);
    private readonly ChildProcess _process;

    private ApiProcess(ChildProcess process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    public int ProcessId => _process.Id;

    public IReadOnlyList<string> Lines => _process.Lines;

    /// <summary>Returns once it is ready.</summary>
    /// <param name="settings">What it is told.</param>
    /// <param name="at">Where it listens; by default on any free port.</param>
    public static async Task<ApiProcess> StartAsync(ApiSettings settings, Uri? at = null)
    {
        var address = at ?? new Uri($"http://localhost:{FreePort.Any()}/");
        var process = ChildProcess.Start(settings.AsProcess(address));
        try
        {
            await process.WaitForOkAsync(new Uri(address, "health/ready"), StartDeadline, CancellationToken.None);
            return new ApiProcess(process, address);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends SIGKILL.</summary>
    public Task KillAsync()
    {
        _process.Kill();
        return _process.WaitForExitAsync(EndDeadline, CancellationToken.None);
    }

    /// <summary>Sends SIGTERM and waits for the exit.</summary>
    public Task<int> TerminateAsync()
    {
        _process.Terminate();
        return _process.WaitForExitAsync(EndDeadline, CancellationToken.None);
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
