using System.Globalization;
using System.Text.Json;
using Npgsql;

namespace Accounts.Hosting.Postgres;

/// <summary>A private server in a container: it is reachable on loopback only, has a random password and stops with this process.</summary>
internal sealed class Container : IManagedServer
{
    private const int Attempts = 3;
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

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

    public static async Task<RunningPostgres> StartAsync(ContainerEngine engine, JsonElement info, string image, PostgresOptions options,
        CancellationToken ct)
    {
        var container = new Container(engine, await ContainerRun.OpenAsync(engine, options, ct));
        try
        {
            return new RunningPostgres($"container of {image}", await container.StartAsync(image, SharesNetwork(info), options, ct), container);
        }
        catch (Exception e)
        {
            await container.DisposeAsync();
            if (e is OperationCanceledException && !ct.IsCancellationRequested)
            {
                throw new PostgresUnavailableException($"container: the server in {image} does not answer within {StartDeadline.TotalSeconds} s", e);
            }

            throw;
        }
    }

    /// <summary>
    /// Whether the engine and this process share a network. Then the server itself listens on loopback. An engine in a virtual machine
    /// or without root publishes a port instead.
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
            if (_id.Length > 0) await StopAsync(_engine, _id, _run.Volume is null ? "SIGKILL" : "SIGINT");
        }
        finally
        {
            await _run.DisposeAsync();
            _engine.Dispose();
        }
    }

    /// <summary>Stops a container and waits until it is removed. One that does not stop in time is removed by force.</summary>
    public static async Task StopAsync(ContainerEngine engine, string id, string signal)
    {
        using var deadline = new CancellationTokenSource(StopDeadline);
        try
        {
            await engine.SendAsync(HttpMethod.Post, $"containers/{id}/kill?signal={signal}", null, deadline.Token);
            while (await engine.SendAsync(HttpMethod.Get, $"containers/{id}/json", null, deadline.Token) is { } container)
            {
                // A container that never ran is not removed automatically. One that is being removed returns 409.
                if (!IsRunning(container)) await engine.SendAsync(HttpMethod.Delete, $"containers/{id}?v=1", null, deadline.Token);
                await Task.Delay(PollInterval, deadline.Token);
            }
        }
        catch (OperationCanceledException)
        {
            await engine.SendAsync(HttpMethod.Delete, $"containers/{id}?force=1&v=1", null, CancellationToken.None);
        }
    }

    private async Task<string> StartAsync(string image, bool sharesNetwork, PostgresOptions options, CancellationToken ct)
    {
        var ports = new ServerPort(options);
        // Another program may take the port between the check and the start.
        for (var attempt = 1; ; attempt++)
        {
            // A temporary server that does not share the network gets its port from the engine.
            var port = sharesNetwork || !options.IsTemporary ? ports.Choose() : options.Port;
            var (connectionString, failure) = await TryStartAsync(image, port, sharesNetwork, options, ct);
            if (connectionString is null && attempt < Attempts && !ports.IsFixed) continue;
            if (connectionString is null) throw new PostgresUnavailableException($"container: the server in {image} exited ({failure})");

            if (port is { } used) ports.Record(used);
            return connectionString;
        }
    }

    private async Task<(string? ConnectionString, string? Failure)> TryStartAsync(string image, int? port, bool sharesNetwork,
        PostgresOptions options, CancellationToken ct)
    {
        var created = await _engine.SendAsync(HttpMethod.Post, "containers/create", _run.CreateRequest(image, port, sharesNetwork, options), ct)
            ?? throw new PostgresUnavailableException($"container: the image {image} no longer exists");
        _id = created.GetProperty("Id").GetString()!;
        await _engine.SendAsync(HttpMethod.Post, $"containers/{_id}/start", null, ct);

        var log = "";
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(StartDeadline);
        while (await _engine.SendAsync(HttpMethod.Get, $"containers/{_id}/json", null, deadline.Token) is { } container && IsRunning(container))
        {
            log = await _engine.LogAsync(_id, deadline.Token) is { Length: > 0 } lines ? lines : log;
            var connectionString = ConnectionString(port ?? PublishedPort(container));
            if (await AnswersAsync(connectionString, deadline.Token)) return (connectionString, null);
            await Task.Delay(PollInterval, deadline.Token);
        }

        var fatal = log.Split('\n').LastOrDefault(line => line.Contains("FATAL:", StringComparison.Ordinal))?.Trim();
        return (null, fatal ?? "it logged no reason");
    }

    private async Task<bool> AnswersAsync(string connectionString, CancellationToken ct)
    {
        try
        {
            await using var connection =
                new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, Timeout = 5 }.ConnectionString);
            await connection.OpenAsync(ct);
            return true;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InvalidPassword)
        {
            throw new PostgresUnavailableException(
                $"container: the volume {_run.Volume} has a different password than the recorded one; delete the data with --fresh", e);
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
        int.Parse(container.GetProperty("NetworkSettings").GetProperty("Ports").GetProperty("5432/tcp")[0].GetProperty("HostPort").GetString()!,
            CultureInfo.InvariantCulture);

    private string ConnectionString(int port) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = port,
            Username = "postgres",
            Password = _run.Password,
            Database = "postgres",
        }.ConnectionString;
}
