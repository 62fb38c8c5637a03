using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace Accounts.Hosting.Postgres;

/// <summary>The part of the Docker Engine API that a database server needs, over its Unix socket.</summary>
internal sealed class ContainerEngine(string socket) : IDisposable
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PullTimeout = TimeSpan.FromMinutes(5);

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

    /// <param name="address">In the format of <c>DOCKER_HOST</c>; null for the default socket.</param>
    public static ContainerEngine At(string? address) => (string.IsNullOrEmpty(address) ? "unix:///var/run/docker.sock" : address) switch
    {
        var unix when unix.StartsWith("unix:///", StringComparison.Ordinal) => new ContainerEngine(unix["unix://".Length..]),
        var other =>
            throw new PostgresUnavailableException($"container: DOCKER_HOST is {other}; only an engine at a Unix socket (unix:///…) is supported"),
    };

    public async Task<JsonElement> InfoAsync(CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        stop.CancelAfter(AnswerTimeout);
        try
        {
            return await SendAsync(HttpMethod.Get, "info", null, stop.Token) ?? throw new HttpRequestException("/info does not exist");
        }
        catch (Exception e) when (e is HttpRequestException or SocketException or JsonException
            || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw new PostgresUnavailableException($"container: no Docker engine answers at {socket} within {AnswerTimeout.TotalSeconds} s; start "
                + "one, or set DOCKER_HOST to its socket", e);
        }
    }

    public async Task EnsureImageAsync(string image, Action<string> report, CancellationToken ct)
    {
        if (await SendAsync(HttpMethod.Get, $"images/{image}/json", null, ct) is not null) return;

        report($"Pulling the image {image}.");
        var tag = image.Split('/')[^1].IndexOfAny([':', '@']) < 0 ? "&tag=latest" : "";
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        stop.CancelAfter(PullTimeout);
        string reason;
        try
        {
            // The response has status 200 and one JSON object per line. The last one may be an error.
            using var pull = await _http.PostAsync(new Uri($"images/create?fromImage={Uri.EscapeDataString(image)}{tag}", UriKind.Relative), null,
                stop.Token);
            reason = (await pull.Content.ReadAsStringAsync(stop.Token)).TrimEnd().Split('\n')[^1];
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            reason = $"not complete after {PullTimeout.TotalMinutes} minutes";
        }

        if (await SendAsync(HttpMethod.Get, $"images/{image}/json", null, ct) is null)
        {
            throw new PostgresUnavailableException($"container: the engine at {socket} has no image {image} and cannot pull it ({reason}); "
                + "set ACCOUNTS_POSTGRES_IMAGE to an image that it has");
        }
    }

    public async Task<string> LogAsync(string container, CancellationToken ct)
    {
        using var response = await _http.GetAsync(new Uri($"containers/{container}/logs?stdout=1&stderr=1&tail=50", UriKind.Relative), ct);
        return response.IsSuccessStatusCode ? await response.Content.ReadAsStringAsync(ct) : "";
    }

    /// <returns>Null if the resource does not exist; an undefined element if the response has no body.</returns>
    public async Task<JsonElement?> SendAsync(HttpMethod method, string path, object? body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (body is not null) request.Content = JsonContent.Create(body, options: JsonSerializerOptions.Default);
        using var response = await _http.SendAsync(request, ct);
        if (response.StatusCode is HttpStatusCode.NotFound) return null;

        var text = await response.Content.ReadAsStringAsync(ct);
        // 304 and 409: the resource is already in the requested state.
        return response.IsSuccessStatusCode || response.StatusCode is HttpStatusCode.NotModified or HttpStatusCode.Conflict
            ? text.Length == 0 ? default(JsonElement) : JsonElement.Parse(text)
            : throw new HttpRequestException($"{method} /{path.Split('?')[0]}: {(int)response.StatusCode} {text.Trim()}");
    }

    public void Dispose() => _http.Dispose();
}
