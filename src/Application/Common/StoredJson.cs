using System.Text.Json;
using System.Text.Json.Serialization;

namespace Accounts.Application.Common;

/// <summary>JSON as the store takes and keeps it: rows for its own functions, under the names of their columns, and what is read back from a member.</summary>
internal static class StoredJson
{
    private static readonly JsonSerializerOptions Columns = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static string Write<T>(T rows) => JsonSerializer.Serialize(rows, Columns);

    /// <summary>The text of a stored object's member; null for anything else.</summary>
    public static string? Text(JsonElement json, string member) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
