using System.Globalization;
using System.Text.Json;
using Accounts.Local.Processes;
using Npgsql;

namespace Accounts.Local.Postgres;

/// <summary>A server of ours in a container: reached on loopback only, a random password, ended with this process.</summary>
internal sealed class Container : IOwnServer
{
    private const int Attempts = 3;
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly ContainerEngine _engine;
    private readonly ContainerRun _run;
    private readonly EventHandler _onProcessExit;
    private string _id = "";
    private int _stopped;

    private Container(ContainerEngine engine, ContainerRun run)
    {
        _engine = engine;
        _run = run;
        _onProcessExit = (_, _) => DisposeAsync().AsTask().Wait(StopDeadline);
        AppDomain.CurrentDomain.ProcessExit += _onProcessExit;
    }

    public string? LogFile => null;

    public static async Task<RunningPostgres> StartAsync(ContainerEngine engine, JsonElement info, string image, PostgresOptions options, CancellationToken ct)
    {
        var container = new Container(engine, await ContainerRun.OpenAsync(engine, options, ct));
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                // A port that was free a moment ago may be taken by now.
                int? port = SharesNetwork(info) ? options.Port ?? FreePort.Any() : null;
                var connectionString = await container.TryStartAsync(image, port, options, final: attempt == Attempts || options.Port is not null, ct);
                if (connectionString is not null) return new RunningPostgres($"container of {image}", connectionString, container);
            }
        }
        catch (Exception e)
        {
            await container.DisposeAsync();
            if (e is OperationCanceledException && !ct.IsCancellationRequested)
            {
                throw new PostgresMissingException($"container: the server in {image} does not answer within {StartDeadline.TotalSeconds} s", e);
            }

            throw;
        }
    }

    /// <summary>
    /// Whether the engine's own network is this process's: then the server itself listens on loopback, and no engine has to forward
    /// anything. One in a virtual machine, or without root, publishes a port instead.
    /// </summary>
    internal static bool SharesNetwork(JsonElement info) =>
        OperatingSystem.IsLinux()
        && info.GetProperty("Name").GetString() == Environment.MachineName
        && !info.GetProperty("SecurityOptions").EnumerateArray().Any(o => o.GetString() is "name=rootless" or "name=userns");

    public async Task WaitForExitAsync(CancellationToken ct)
    {
        while (await IsRunningAsync(ct)) await Task.Delay(TimeSpan.FromMilliseconds(500), ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _stopped, 1) == 1) return;

        AppDomain.CurrentDomain.ProcessExit -= _onProcessExit;
        try
        {
            if (_id.Length > 0) await EndAsync(_engine, _id, _run.Volume is null ? "SIGKILL" : "SIGINT");
        }
        finally
        {
            await _run.DisposeAsync();
            _engine.Dispose();
        }
    }

    /// <summary>Ends a container and waits until it is removed; one that takes too long is removed by force.</summary>
    public static async Task EndAsync(ContainerEngine engine, string id, string signal)
    {
        using var deadline = new CancellationTokenSource(StopDeadline);
        try
        {
            await engine.SendAsync(HttpMethod.Post, $"containers/{id}/kill?signal={signal}", null, deadline.Token);
            while (await engine.SendAsync(HttpMethod.Get, $"containers/{id}/json", null, deadline.Token) is { } container)
            {
                // One that never ran is not removed by itself; one that is being removed just now answers 409.
                if (!IsRunning(container)) await engine.SendAsync(HttpMethod.Delete, $"containers/{id}?v=1", null, deadline.Token);
                await Task.Delay(Pause, deadline.Token);
            }
        }
        catch (OperationCanceledException)
        {
            await engine.SendAsync(HttpMethod.Delete, $"containers/{id}?force=1&v=1", null, CancellationToken.None);
        }
    }

    private async Task<string?> TryStartAsync(string image, int? port, PostgresOptions options, bool final, CancellationToken ct)
    {
        var created = await _engine.SendAsync(HttpMethod.Post, "containers/create", _run.Order(image, port, options), ct)
            ?? throw new PostgresMissingException($"container: the image {image} is gone");
        _id = created.GetProperty("Id").GetString()!;
        await _engine.SendAsync(HttpMethod.Post, $"containers/{_id}/start", null, ct);

        var log = "";
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(StartDeadline);
        while (await _engine.SendAsync(HttpMethod.Get, $"containers/{_id}/json", null, deadline.Token) is { } container && IsRunning(container))
        {
            log = await _engine.LogAsync(_id, deadline.Token) is { Length: > 0 } lines ? lines : log;
            var connectionString = ConnectionString(port ?? PublishedPort(container));
            if (await AnswersAsync(connectionString, deadline.Token)) return connectionString;
            await Task.Delay(Pause, deadline.Token);
        }

        var fatal = log.Split('\n').LastOrDefault(line => line.Contains("FATAL:", StringComparison.Ordinal))?.Trim();
        return final ? throw new PostgresMissingException($"container: the server in {image} ended ({fatal ?? "it left no word"})") : null;
    }

    private async Task<bool> AnswersAsync(string connectionString, CancellationToken ct)
    {
        try
        {
            await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, Timeout = 5 }.ConnectionString);
            await connection.OpenAsync(ct);
            return true;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InvalidPassword)
        {
            throw new PostgresMissingException($"container: the volume {_run.Volume} has another password than is kept; drop the data with --fresh", e);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            return false;
        }
    }

    private async Task<bool> IsRunningAsync(CancellationToken ct) =>
        await _engine.SendAsync(HttpMethod.Get, $"containers/{_id}/json", null, ct) is { } container && IsRunning(container);

    private static bool IsRunning(JsonElement container) => container.GetProperty("State").GetProperty("Running").GetBoolean();

    private static int PublishedPort(JsonElement container) =>
        int.Parse(container.GetProperty("NetworkSettings").GetProperty("Ports").GetProperty("5432/tcp")[0].GetProperty("HostPort").GetString()!, CultureInfo.InvariantCulture);

    private string ConnectionString(int port) =>
        new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = port, Username = "postgres", Password = _run.Password, Database = "postgres" }.ConnectionString;
}
