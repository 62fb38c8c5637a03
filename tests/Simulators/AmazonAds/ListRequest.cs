using System.Text.Json;

namespace Accounts.Simulators.AmazonAds;

/// <summary>The body of <c>POST /adsAccounts/list</c>.</summary>
internal sealed record ListRequest(int MaxResults, string? NextToken)
{
    private const int Most = 100;

    public static async Task<(ListRequest? Request, string? Error)> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(request.Body, cancellationToken: ct);
            return Read(body.RootElement);
        }
        catch (JsonException)
        {
            return (null, "The request body is not valid JSON");
        }
    }

    private static (ListRequest? Request, string? Error) Read(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object) return (null, "The request body must be an object");

        var maxResults = Most;
        if (body.TryGetProperty("maxResults", out var size) && size.ValueKind != JsonValueKind.Null
            && (size.ValueKind != JsonValueKind.Number || !size.TryGetInt32(out maxResults) || maxResults is < 1 or > Most))
        {
            return (null, $"maxResults must be between 1 and {Most}");
        }

        if (!body.TryGetProperty("nextToken", out var token) || token.ValueKind == JsonValueKind.Null) return (new ListRequest(maxResults, NextToken: null), null);
        return token.ValueKind == JsonValueKind.String ? (new ListRequest(maxResults, token.GetString()), null) : (null, "nextToken must be a string");
    }
}
