using System.Diagnostics;
using System.Net.Sockets;

namespace Accounts.Hosting.Processes;

/// <summary>A process that this one starts. Its output is kept, every wait has a deadline, and <c>DisposeAsync</c> kills it if it still
/// runs.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private const int KeptLines = 2000;
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false });

    private readonly Process _process;
    private readonly OutputLines _output = new(KeptLines);
    private bool _isDisposed;

    private ChildProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>The newest lines of standard output and standard error, merged.</summary>
    public IReadOnlyList<string> Lines => _output.Newest;

    public static ChildProcess Start(ChildProcessStart start)
    {
        var child = new ChildProcess(new Process
        {
            StartInfo = new ProcessStartInfo(start.Program, start.Arguments)
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = start.WorkingFolder ?? "",
            },
        });
        foreach (var (name, value) in start.Environment)
        {
            child._process.StartInfo.Environment[name] = value;
        }

        if (start.LogFile is { } file) child._output.CopyTo(file);
        child._process.OutputDataReceived += (_, line) => child._output.Add(line.Data);
        child._process.ErrorDataReceived += (_, line) => child._output.Add(line.Data);
        child._process.Start();
        child._process.StandardInput.Close();
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        return child;
    }

    public Task<string> WaitForLineAsync(string part, TimeSpan deadline, CancellationToken ct) =>
        WaitForLineAsync(line => line.Contains(part, StringComparison.Ordinal), deadline, ct);

    public Task<string> WaitForLineAsync(Func<string, bool> matches, TimeSpan deadline, CancellationToken ct) =>
        WithinAsync(deadline, "write the expected line", stop => _output.WaitAsync(matches, stop), ct);

    public Task WaitForPortAsync(int port, TimeSpan deadline, CancellationToken ct) =>
        WaitUntilAsync($"accept connections on port {port}", stop => AcceptsAsync(port, stop), deadline, ct);

    /// <summary>Waits until a GET returns a 2xx status.</summary>
    public Task WaitForOkAsync(Uri address, TimeSpan deadline, CancellationToken ct) =>
        WaitUntilAsync($"return 2xx from {address}", stop => SucceedsAsync(address, stop), deadline, ct);

    /// <summary>Waits until the process has exited and all its output has been read.</summary>
    public async Task<int> WaitForExitAsync(TimeSpan deadline, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        stop.CancelAfter(deadline);
        try
        {
            await _process.WaitForExitAsync(stop.Token);
            return _process.ExitCode;
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new TimeoutException($"Process {Id} did not exit within {deadline}.{LastLines()}", e);
        }
    }

    /// <summary>Sends SIGKILL.</summary>
    public void Kill()
    {
        if (!_process.HasExited) _process.Kill();
    }

    /// <summary>Sends SIGTERM, which asks the process to shut down.</summary>
    public void Terminate()
    {
        if (!_process.HasExited) UnixSignal.Send(_process.Id, UnixSignal.Terminate);
    }

    public string LastLines(int count = 20) => string.Concat(Lines.TakeLast(count).Select(line => $"\n    {line}"));

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true)) return;

        Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _output.Dispose();
    }

    private Task<bool> WaitUntilAsync(string what, Func<CancellationToken, Task<bool>> condition, TimeSpan deadline, CancellationToken ct) =>
        WithinAsync(
            deadline,
            what,
            async stop =>
            {
                while (!await condition(stop))
                {
                    await Task.Delay(PollInterval, stop);
                }

                return true;
            },
            ct);

    private async Task<T> WithinAsync<T>(TimeSpan deadline, string what, Func<CancellationToken, Task<T>> wait, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        stop.CancelAfter(deadline);
        var waiting = wait(stop.Token);
        var exited = _process.WaitForExitAsync(stop.Token);
        await Task.WhenAny(waiting, exited);
        if (exited.IsCompletedSuccessfully)
        {
            // All output has been read, so the line has been matched if it was written; only its waiter may not have completed yet.
            stop.CancelAfter(TimeSpan.FromSeconds(1));
            await Task.WhenAny(waiting);
        }

        ct.ThrowIfCancellationRequested();
        if (waiting.IsCompletedSuccessfully || waiting.IsFaulted) return await waiting;
        if (exited.IsCompletedSuccessfully)
        {
            throw new ProcessExitedException($"Process {Id} exited with code {ExitCode} and did not {what}.{LastLines()}");
        }

        throw new TimeoutException($"Process {Id} did not {what} within {deadline}.{LastLines()}");
    }

    private static async Task<bool> AcceptsAsync(int port, CancellationToken ct)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("localhost", port, ct);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static async Task<bool> SucceedsAsync(Uri address, CancellationToken ct)
    {
        try
        {
            using var response = await Http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, ct);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
