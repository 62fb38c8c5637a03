using System.Text.Json;
using Accounts.IntegrationTests.Harness;

namespace Accounts.IntegrationTests.Service;

/// <summary>The limits of query parameters in the API description are those of the validators.</summary>
public sealed class ParameterLimitTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    [Fact]
    public async Task Values_beyond_a_described_limit_are_refused_and_values_at_it_are_not()
    {
        using var person = world.NewPerson();
        var parameters = await ParametersAsync();
        parameters.Count.ShouldBeGreaterThan(20);

        foreach (var (operation, name, schema) in parameters)
        {
            foreach (var value in Beyond(schema))
                (await RefusedPartAsync(person, operation, name, value)).ShouldBe(name, $"{operation}?{name}={value}");
            foreach (var value in At(schema))
                (await RefusedPartAsync(person, operation, name, value)).ShouldNotBe(name, $"{operation}?{name}={value}");
        }
    }

    private static async Task<string?> RefusedPartAsync(Person person, string operation, string name, string value)
    {
        var path = operation.Replace("{id}", $"{Guid.CreateVersion7()}").Replace("{advertiser_id}", "1");
        var answer = await person.GetAsync($"{path}?{name}={Uri.EscapeDataString(value)}");
        return answer.Code == "request.malformed" ? answer.Json.GetProperty("errors")[0].GetProperty("pointer").GetString()!.Split('[')[0] : null;
    }

    /// <summary>The query parameters with a limit, of operations that only read.</summary>
    private async Task<IReadOnlyList<(string Operation, string Name, JsonElement Schema)>> ParametersAsync()
    {
        using var client = new HttpClient();
        var document = JsonElement.Parse(await client.GetStringAsync(new Uri(world.Address, "openapi/v1.json")));
        var schemas = document.GetProperty("components").GetProperty("schemas");
        return
        [
            .. from path in document.GetProperty("paths").EnumerateObject()
               where path.Value.TryGetProperty("get", out var get) && get.TryGetProperty("parameters", out _) && get.TryGetProperty("security", out _)
               from parameter in path.Value.GetProperty("get").GetProperty("parameters").EnumerateArray()
               where parameter.GetProperty("in").GetString() == "query"
               let schema = Resolve(parameter.GetProperty("schema"))
               where Beyond(schema).Any()
               select (path.Name, parameter.GetProperty("name").GetString()!, schema),
        ];

        JsonElement Resolve(JsonElement schema) =>
            schema.TryGetProperty("items", out var items) ? Resolve(items)
            : schema.TryGetProperty("$ref", out var to) ? schemas.GetProperty(to.GetString()!.Split('/')[^1])
            : schema;
    }

    private static IEnumerable<string> Beyond(JsonElement schema)
    {
        if (schema.TryGetProperty("minimum", out var least)) yield return $"{least.GetInt32() - 1}";
        if (schema.TryGetProperty("maximum", out var most)) yield return $"{most.GetInt32() + 1}";
        if (schema.TryGetProperty("maxLength", out var longest)) yield return new string('a', longest.GetInt32() + 1);
        if (schema.TryGetProperty("pattern", out _) || schema.TryGetProperty("enum", out _)) yield return "no such value!";
        if (schema.TryGetProperty("format", out var format) && format.GetString() is "date-time" or "uuid") yield return "yesterday";
    }

    private static IEnumerable<string> At(JsonElement schema)
    {
        if (schema.TryGetProperty("minimum", out var least)) yield return $"{least.GetInt32()}";
        if (schema.TryGetProperty("maximum", out var most)) yield return $"{most.GetInt32()}";
        if (schema.TryGetProperty("maxLength", out var longest)) yield return "/" + new string('a', longest.GetInt32() - 1);
        if (!schema.TryGetProperty("enum", out var names)) yield break;
        foreach (var name in names.EnumerateArray()) yield return name.GetString()!;
    }
}
