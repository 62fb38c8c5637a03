using Microsoft.Extensions.Primitives;

namespace Accounts.Simulators.Control;

/// <summary>A call of the Amazon Ads API as it was on the wire, for a reader that compares it with Amazon's documents.</summary>
/// <param name="Path">Without the prefix of the region.</param>
public sealed record Exchange(
    string Method, string Path, IReadOnlyDictionary<string, StringValues> Query, IReadOnlyDictionary<string, StringValues> Headers,
    ReadOnlyMemory<byte> Body)
{
    /// <summary>Null if a fault or a limit replaced the simulator's own response, or the path is not simulated.</summary>
    public ExchangeResponse? Response { get; init; }

    internal static async Task<Exchange> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        request.EnableBuffering();
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, ct);
        request.Body.Position = 0;
        var path = request.Path.Value!;
        return new Exchange(
            request.Method, path[path.IndexOf('/', 1)..], request.Query.ToDictionary(q => q.Key, q => q.Value, StringComparer.Ordinal),
            request.Headers.ToDictionary(h => h.Key, h => h.Value, StringComparer.OrdinalIgnoreCase), body.ToArray());
    }
}

public sealed record ExchangeResponse(int Status, string? ContentType, ReadOnlyMemory<byte> Body);
