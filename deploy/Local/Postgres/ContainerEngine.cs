using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace Accounts.Local.Postgres;

/// <summary>The Docker Engine API over its Unix socket, as far as a database server needs it.</summary>
internal sealed class ContainerEngine(string socket) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PullDeadline = TimeSpan.FromMinutes(5);

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        UseProxy = false,
        ConnectCallback = async (_, ct) =>
        {
            var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), ct);
            return new NetworkStream(connection, ownsSocket: true);
        },
    })
    { BaseAddress = new Uri("http://engine/"), Timeout = Timeout.InfiniteTimeSpan };

    /// <param name="address">As <c>DOCKER_HOST</c> has it; null for the usual place.</param>
    public static ContainerEngine At(string? address) => (string.IsNullOrEmpty(address) ? "unix:///var/run/docker.sock" : address) switch
    {
        var unix when unix.StartsWith("unix:///", StringComparison.Ordinal) => new ContainerEngine(unix["unix://".Length..]),
        var other => throw new PostgresMissingException($"container: DOCKER_HOST is {other}; only an engine at a Unix socket (unix:///…) is used"),
    };

    public async Task<JsonElement> InfoAsync(CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        stop.CancelAfter(Patience);
        try
        {
            return await SendAsync(HttpMethod.Get, "info", null, stop.Token) ?? throw new HttpRequestException("/info is not there");
        }
        catch (Exception e) when (e is HttpRequestException or SocketException or JsonException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw new PostgresMissingException($"container: no Docker engine answers at {socket} within {Patience.TotalSeconds} s; start one, or say where it is in DOCKER_HOST", e);
        }
    }

    public async Task EnsureImageAsync(string image, Action<string> say, CancellationToken ct)
    {
        if (await SendAsync(HttpMethod.Get, $"images/{image}/json", null, ct) is not null) return;

        say($"pulling the image {image}");
        var tag = image.Split('/')[^1].IndexOfAny([':', '@']) < 0 ? "&tag=latest" : "";
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        stop.CancelAfter(PullDeadline);
        string reason;
        try
        {
            // The answer is its progress, a JSON object a line; it comes with 200 and may still end in an error.
            using var pull = await _http.PostAsync(new Uri($"images/create?fromImage={Uri.EscapeDataString(image)}{tag}", UriKind.Relative), null, stop.Token);
            reason = (await pull.Content.ReadAsStringAsync(stop.Token)).TrimEnd().Split('\n')[^1];
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            reason = $"not done after {PullDeadline.TotalMinutes} minutes";
        }

        if (await SendAsync(HttpMethod.Get, $"images/{image}/json", null, ct) is null)
        {
            throw new PostgresMissingException($"container: the engine at {socket} has no image {image} and cannot pull it ({reason}); name one it has in ACCOUNTS_POSTGRES_IMAGE");
        }
    }

    public async Task<string> LogAsync(string container, CancellationToken ct)
    {
        using var answer = await _http.GetAsync(new Uri($"containers/{container}/logs?stdout=1&stderr=1&tail=50", UriKind.Relative), ct);
        return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync(ct) : "";
    }

    /// <returns>Null when what the path names is not there, an undefined element when the answer has no body.</returns>
    public async Task<JsonElement?> SendAsync(HttpMethod method, string path, object? body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (body is not null) request.Content = JsonContent.Create(body, options: JsonSerializerOptions.Default);
        using var answer = await _http.SendAsync(request, ct);
        if (answer.StatusCode is HttpStatusCode.NotFound) return null;

        var text = await answer.Content.ReadAsStringAsync(ct);
        // 304 and 409: it is already so.
        return answer.IsSuccessStatusCode || answer.StatusCode is HttpStatusCode.NotModified or HttpStatusCode.Conflict
            ? text.Length == 0 ? default(JsonElement) : JsonElement.Parse(text)
            : throw new HttpRequestException($"{method} /{path.Split('?')[0]}: {(int)answer.StatusCode} {text.Trim()}");
    }

    public void Dispose() => _http.Dispose();
}
