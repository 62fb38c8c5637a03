using System.Text.Json;
using Accounts.IntegrationTests.Harness;

namespace Accounts.IntegrationTests.Hostile;

/// <summary>An operation as the served OpenAPI document describes it.</summary>
internal sealed record Operation(HttpMethod Method, string Path, IReadOnlyList<string> PathParameters, IReadOnlyList<string> Query,
    IReadOnlyList<string> Body)
{
    public static async Task<IReadOnlyList<Operation>> AllAsync(ApiWorld world)
    {
        using var client = new HttpClient();
        var document = JsonElement.Parse(await client.GetStringAsync(new Uri(world.Address, "openapi/v1.json")));
        return
        [
            .. from path in document.GetProperty("paths").EnumerateObject()
               from method in path.Value.EnumerateObject()
               let parameters = Parameters(method.Value)
               select new Operation(new HttpMethod(method.Name.ToUpperInvariant()), path.Name, [.. Names(parameters, "path")],
                   [.. Names(parameters, "query")], [.. BodyMembers(document, method.Value)]),
        ];
    }

    private static JsonElement.ArrayEnumerator Parameters(JsonElement operation) =>
        operation.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray() : default;

    private static IEnumerable<string> Names(JsonElement.ArrayEnumerator parameters, string place) =>
        parameters.Where(p => p.GetProperty("in").GetString() == place).Select(p => p.GetProperty("name").GetString()!);

    private static IEnumerable<string> BodyMembers(JsonElement document, JsonElement operation)
    {
        if (!operation.TryGetProperty("requestBody", out var body)) return [];

        if (!body.GetProperty("content").TryGetProperty("application/json", out var json)) return [];

        var schema = json.GetProperty("schema").ToString();
        return document.GetProperty("components").GetProperty("schemas").EnumerateObject()
            .Where(s => schema.Contains($"/{s.Name}\"", StringComparison.Ordinal) && s.Value.TryGetProperty("properties", out _))
            .SelectMany(s => s.Value.GetProperty("properties").EnumerateObject().Select(p => p.Name));
    }
}
