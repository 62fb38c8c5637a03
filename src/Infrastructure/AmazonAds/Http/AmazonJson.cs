using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Accounts.Infrastructure.AmazonAds.Http;

/// <summary>JSON as Amazon writes it. It is UTF-8 whatever its header says (RFC 8259 §8.1), and a byte order mark may come first.</summary>
internal static class AmazonJson
{
    private static readonly JsonSerializerOptions Camel = new(JsonSerializerDefaults.General)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        MaxDepth = 64,
    };

    public static byte[] Write<T>(T body) => JsonSerializer.SerializeToUtf8Bytes(body, Camel);

    public static bool TryRead<T>(ReadOnlySpan<byte> body, [NotNullWhen(true)] out T? read)
    {
        read = default;
        if (body.StartsWith("\uFEFF"u8)) body = body[3..];
        if (!Utf8.IsValid(body)) return false;

        try
        {
            read = JsonSerializer.Deserialize<T>(body, Camel);
            return read is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The text of a JSON string; null for anything else, and for half a surrogate pair, which no text can hold.</summary>
    public static string? Text(this JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String) return null;

        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A member of an object; undefined when there is none. Of two with the same name the last counts.</summary>
    public static JsonElement Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : default;

    public static IEnumerable<JsonElement> Items(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : [];
}
