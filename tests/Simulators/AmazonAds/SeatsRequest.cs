using System.Text.Json;

namespace Accounts.Simulators.AmazonAds;

/// <summary>The body of the list of seats. Every member is optional, and others are ignored.</summary>
internal sealed record SeatsRequest(int MaxResults, PageToken Start, IReadOnlyList<string>? Exchanges, string Binding)
{
    private const int Most = 200;

    public static (SeatsRequest? Request, string? Error) Read(JsonElement body, string login, string advertiser)
    {
        if (body.ValueKind != JsonValueKind.Object) return (null, "The request body must be an object");

        var size = Most;
        if (body.TryGetProperty("maxResults", out var wanted)
            && (wanted.ValueKind != JsonValueKind.Number || !wanted.TryGetInt32(out size) || size is < 1 or > Most))
        {
            return (null, $"maxResults must be between 1 and {Most}");
        }

        string[]? exchanges = null;
        if (body.TryGetProperty("exchangeIdFilter", out var filter))
        {
            if (filter.ValueKind != JsonValueKind.Array || filter.EnumerateArray().Any(e => e.ValueKind != JsonValueKind.String))
                return (null, "exchangeIdFilter must be a list of strings");
            exchanges = [.. filter.EnumerateArray().Select(e => e.GetString()!)];
        }

        var binding = $"{login} seats {advertiser} {string.Join(',', exchanges ?? ["*"])}";
        if (!body.TryGetProperty("nextToken", out var token)) return (new SeatsRequest(size, PageToken.First, exchanges, binding), null);
        return token.ValueKind == JsonValueKind.String && PageToken.Open(token.GetString()!, binding, size) is { } start
            ? (new SeatsRequest(size, start, exchanges, binding), null) : (null, "nextToken is not valid");
    }
}
