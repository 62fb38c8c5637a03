using System.Text.Json;
using System.Text.Json.Serialization;

namespace Accounts.Application.Common;

/// <summary>JSON for database functions, with column names as members, and access to the members of stored JSON.</summary>
internal static class StoredJson
{
    private static readonly JsonSerializerOptions Columns = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static string Write<T>(T rows) => JsonSerializer.Serialize(rows, Columns);

    public static T Read<T>(string rows) => JsonSerializer.Deserialize<T>(rows, Columns)!;

    /// <summary>The text of an object's member; null if there is none or it is not text.</summary>
    public static string? Text(JsonElement json, string member) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString() : null;
}
