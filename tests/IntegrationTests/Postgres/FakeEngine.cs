using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Accounts.IntegrationTests.Postgres;

/// <summary>Responds like a Docker engine. Its one container is a server that already runs, or one that exits at once.</summary>
internal sealed class FakeEngine : IAsyncDisposable
{
    private readonly string _socket = Path.Combine(Path.GetTempPath(), $"accounts-test-{Guid.CreateVersion7():N}.sock");
    private readonly WebApplication _app;
    private volatile bool _running;

    public FakeEngine()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenUnixSocket(_socket));
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public string Address => $"unix://{_socket}";

    public ConcurrentQueue<string> Requests { get; } = [];

    public JsonElement CreateRequest { get; private set; }

    /// <summary>The address of the container's server; if null, the container exits at once.</summary>
    public NpgsqlConnectionStringBuilder? Server { get; init; }

    public bool HasImage { get; set; } = true;

    public string PullAnswer { get; init; } = """{"status":"Downloaded"}""";

    public bool Stalls { get; init; }

    /// <summary>Other containers, as the engine lists them.</summary>
    public object[] Others { get; init; } = [];

    public async Task<FakeEngine> StartAsync()
    {
        await _app.StartAsync();
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
        File.Delete(_socket);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (Stalls) await Task.Delay(Timeout.Infinite, context.RequestAborted);
        var request = context.Request;
        Requests.Enqueue($"{request.Method} {request.Path}{Uri.UnescapeDataString(request.QueryString.Value ?? "")}");
        if (request.Path == "/containers/create")
        {
            CreateRequest = (await JsonDocument.ParseAsync(request.Body)).RootElement;
            await context.Response.WriteAsync("""{"Id":"c1"}""");
            return;
        }

        var (status, body) = Answer(request.Method, request.Path);
        context.Response.StatusCode = status;
        // A 204 with an empty body resets the connection.
        if (body is not "") await context.Response.WriteAsync(body as string ?? JsonSerializer.Serialize(body));
    }

    private (int Status, object Body) Answer(string method, string path) => path switch
    {
        "/info" => (200, new { Name = "elsewhere", SecurityOptions = Array.Empty<string>() }),
        "/images/create" => (200, $$"""{"status":"Pulling"}{{"\n"}}{{PullAnswer}}"""),
        _ when path.StartsWith("/images/", StringComparison.Ordinal) => HasImage ? (200, "{}") : (404, "{}"),
        "/containers/json" => (200, Others),
        "/containers/c1/start" => (Start(Server is not null), ""),
        "/containers/c1/logs" => (200, "LOG:  starting\nFATAL:  database files are incompatible with server\n"),
        "/containers/c1/kill" => (Start(false), ""),
        "/containers/c1/json" => _running || IsFirstInspection() ? (200, Inspected()) : (404, "{}"),
        _ when method == "DELETE" => (204, ""),
        _ => (404, "{}"),
    };

    private int Start(bool running)
    {
        _running = running;
        return 204;
    }

    // A server that exits at once is reported as running at the first request.
    private bool IsFirstInspection() => Server is null && Requests.Count(r => r == "GET /containers/c1/json") == 1;

    private object Inspected() => new
    {
        State = new { Running = true },
        NetworkSettings = new
        {
            Ports = new Dictionary<string, object> { ["5432/tcp"] = new[] { new { HostIp = "127.0.0.1", HostPort = $"{Server?.Port ?? 1}" } } },
        },
    };
}
