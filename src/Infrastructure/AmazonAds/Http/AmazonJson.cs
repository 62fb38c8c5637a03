using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Accounts.Application.Common;

namespace Accounts.Infrastructure.AmazonAds.Http;

/// <summary>JSON as Amazon writes it: UTF-8 without a byte order mark (RFC 8259 §8.1). What differs was not written by the API.</summary>
internal static class AmazonJson
{
    private static readonly JsonSerializerOptions Camel = new(JsonSerializerDefaults.General)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        MaxDepth = 64,
    };

    /// <summary>A member that is null is left out. One that is null on purpose, to clear a value, is an <see cref="Explicit"/> one.</summary>
    public static byte[] Write<T>(T body) => JsonSerializer.SerializeToUtf8Bytes(body, Camel);

    /// <summary>A value that is written even if it is null. The member has the type <c>JsonElement?</c>.</summary>
    public static JsonElement Explicit<T>(T? value) => JsonSerializer.SerializeToElement(value, Camel);

    /// <summary>
    /// Amazon versions its answers by media type, but any JSON type will do; text or HTML comes from a gateway in between, whatever it says.
    /// </summary>
    public static bool IsSaidToBeJson(MediaTypeHeaderValue? type) =>
        type is null || (type.MediaType is { } media
            && (media.Equals("application/json", StringComparison.OrdinalIgnoreCase) || media.EndsWith("+json", StringComparison.OrdinalIgnoreCase))
            && type.CharSet?.Trim('"').ToUpperInvariant() is null or "UTF-8" or "UTF8");

    public static bool TryRead<T>(ReadOnlySpan<byte> body, [NotNullWhen(true)] out T? read)
    {
        read = default;
        if (!Utf8.IsValid(body)) return false;

        body = ExternalJson.Readable(body);

        try
        {
            if (SaysAMemberTwice(body)) return false;

            read = JsonSerializer.Deserialize<T>(body, Camel);
            return read is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    public static bool IsEmptyObject(ReadOnlySpan<byte> body) =>
        TryRead<JsonElement>(body, out var json) && json.ValueKind == JsonValueKind.Object && json.GetPropertyCount() == 0;

    /// <summary>Of two lists one would be lost, and with it every account in it. Deeper down the last one counts.</summary>
    private static bool SaysAMemberTwice(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = Camel.MaxDepth });
        var members = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read())
        {
            if (reader.CurrentDepth != 1 || reader.TokenType != JsonTokenType.PropertyName) continue;
            if (!members.Add(reader.GetString()!)) return true;
            reader.Skip();
        }

        return false;
    }

    /// <summary>The text of a JSON string; null for anything else.</summary>
    public static string? Text(this JsonElement element) => element.ValueKind == JsonValueKind.String ? element.GetString() : null;

    /// <summary>A member of an object; undefined when there is none. Of two with the same name the last counts.</summary>
    public static JsonElement Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : default;

    /// <summary>Whether the member is missing or null.</summary>
    public static bool IsAbsent(this JsonElement element) => element.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;

    public static IEnumerable<JsonElement> Items(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : [];
}
