using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Accounts.Infrastructure.AmazonAds.Accounts;

/// <summary>
/// Amazon's JSON in a form that any store takes: one of each member, no NUL, no number beyond what
/// <c>jsonb</c> holds. Everything else says what it said.
/// </summary>
internal static class StorableJson
{
    private const int MaxBytes = 64 * 1024;

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Null for anything but an object, and for one that is too large: half of it would not be JSON.</summary>
    /// <param name="json">What Amazon sent.</param>
    /// <param name="rename">The names of the outermost members in this service.</param>
    public static string? Of(JsonElement json, Func<string, string> rename)
    {
        if (json.ValueKind != JsonValueKind.Object) return null;

        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Readable)) WriteObject(json, writer, rename);
        return stream.Length <= MaxBytes ? Encoding.UTF8.GetString(stream.GetBuffer().AsSpan(0, (int)stream.Length)) : null;
    }

    private static void Write(JsonElement json, Utf8JsonWriter writer)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(json, writer, name => name);
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in json.EnumerateArray()) Write(item, writer);
                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(WithoutNul(json.GetString()!));
                break;
            case JsonValueKind.Number:
                WriteNumber(json, writer);
                break;
            default:
                json.WriteTo(writer);
                break;
        }
    }

    private static void WriteObject(JsonElement json, Utf8JsonWriter writer, Func<string, string> rename)
    {
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in json.EnumerateObject()) members[rename(WithoutNul(member.Name))] = member.Value;

        writer.WriteStartObject();
        foreach (var (name, value) in members)
        {
            writer.WritePropertyName(name);
            Write(value, writer);
        }

        writer.WriteEndObject();
    }

    private static void WriteNumber(JsonElement json, Utf8JsonWriter writer)
    {
        if (json.TryGetInt64(out var whole)) writer.WriteNumberValue(whole);
        else if (json.TryGetDecimal(out var number)) writer.WriteNumberValue(number);
        else writer.WriteStringValue(json.GetRawText());
    }

    private static string WithoutNul(string text) => text.Replace("\0", "", StringComparison.Ordinal);
}
