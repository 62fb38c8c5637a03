using System.Text.Json;
using System.Text.Json.Serialization;

namespace Accounts.Application.Common;

/// <summary>How rows are handed to the store's own functions: as JSON, under the names of their columns.</summary>
internal static class StoredJson
{
    private static readonly JsonSerializerOptions Columns = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static string Write<T>(T rows) => JsonSerializer.Serialize(rows, Columns);
}
