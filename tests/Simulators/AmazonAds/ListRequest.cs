using System.Text.Json;

namespace Accounts.Simulators.AmazonAds;

/// <summary>The body of <c>POST /adsAccounts/list</c>. Its members are not nullable, and others are ignored.</summary>
internal sealed record ListRequest(int MaxResults, string? NextToken)
{
    private const int Most = 100;

    /// <summary>Returns null for a body that is not JSON. Bytes and not a stream, whose byte order mark the parser would skip.</summary>
    public static async Task<JsonDocument?> ParseAsync(HttpRequest request, CancellationToken ct)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, ct);
        try
        {
            return JsonDocument.Parse(body.ToArray());
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static (ListRequest? Request, string? Error) Read(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object) return (null, "The request body must be an object");

        var maxResults = Most;
        if (body.TryGetProperty("maxResults", out var size)
            && (size.ValueKind != JsonValueKind.Number || !size.TryGetInt32(out maxResults) || maxResults is < 1 or > Most))
        {
            return (null, $"maxResults must be between 1 and {Most}");
        }

        if (!body.TryGetProperty("nextToken", out var token)) return (new ListRequest(maxResults, NextToken: null), null);
        return token.ValueKind == JsonValueKind.String
            ? (new ListRequest(maxResults, token.GetString()), null) : (null, "nextToken must be a string");
    }
}
