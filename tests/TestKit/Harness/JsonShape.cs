using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Accounts.TestKit.Harness;

/// <summary>
/// Compares a response with a shape: JSON with a type in place of each value. Types: <c>string</c>, <c>number</c>, <c>boolean</c>, <c>null</c>,
/// <c>id</c>, <c>time</c> (UTC with milliseconds), and any other word for exactly that text; <c>|</c> separates alternatives. A member
/// <c>"name?"</c> may be absent or null, <c>"*"</c> is every member. An array has at least one element, unless its shape ends with
/// <c>"or none"</c>. Further members are allowed.
/// </summary>
public static partial class JsonShape
{
    private const string OrNone = "or none";

    /// <summary>The response is a success with a JSON body of this shape; its ids are text, and its times have milliseconds and Z.</summary>
    public static JsonElement ShouldHaveShape(this ApiAnswer answer, string shape)
    {
        ((int)answer.Status).ShouldBeInRange(200, 299, answer.Text);
        answer.Status.ShouldNotBe(HttpStatusCode.NoContent);
        answer.MediaType.ShouldBe("application/json");
        answer.Json.ShouldHaveShape(shape);
        RuleViolations(answer.Json, "", "").Take(10).ShouldBeEmpty();
        return answer.Json;
    }

    public static void ShouldHaveShape(this JsonElement json, string shape) =>
        Differences(json, JsonElement.Parse(shape), "").Take(10).ShouldBeEmpty(json.ToString()[..Math.Min(json.ToString().Length, 1000)]);

    private static IEnumerable<string> Differences(JsonElement json, JsonElement shape, string path) => shape.ValueKind switch
    {
        JsonValueKind.Object when json.ValueKind == JsonValueKind.Object =>
            shape.EnumerateObject().SelectMany(member => DifferencesOf(json, member, path)),
        JsonValueKind.Array when json.ValueKind == JsonValueKind.Array => DifferencesOf(json, shape, path),
        JsonValueKind.String when shape.GetString()!.Split('|').Any(type => Is(json, type)) => [],
        _ => [$"{path} is {json} instead of {shape}"],
    };

    private static IEnumerable<string> DifferencesOf(JsonElement json, JsonProperty member, string path)
    {
        if (member.Name == "*") return json.EnumerateObject().SelectMany(m => Differences(m.Value, member.Value, $"{path}/{m.Name}"));

        var name = member.Name.TrimEnd('?');
        var isOptional = name != member.Name;
        if (!json.TryGetProperty(name, out var value)) return isOptional ? [] : [$"{path}/{name} is absent"];
        return isOptional && value.ValueKind == JsonValueKind.Null ? [] : Differences(value, member.Value, $"{path}/{name}");
    }

    private static IEnumerable<string> DifferencesOf(JsonElement array, JsonElement shape, string path)
    {
        var mayBeEmpty = shape[shape.GetArrayLength() - 1].ValueKind == JsonValueKind.String && shape[shape.GetArrayLength() - 1].ValueEquals(OrNone);
        if (array.GetArrayLength() == 0) return mayBeEmpty ? [] : [$"{path} is empty"];
        return array.EnumerateArray().SelectMany((element, place) => Differences(element, shape[0], $"{path}/{place}"));
    }

    private static bool Is(JsonElement json, string type) => type switch
    {
        "string" => json.ValueKind == JsonValueKind.String,
        "number" => json.ValueKind == JsonValueKind.Number,
        "boolean" => json.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => json.ValueKind == JsonValueKind.Null,
        "id" => json.ValueKind == JsonValueKind.String && Guid.TryParseExact(json.GetString(), "D", out _),
        "time" => json.ValueKind == JsonValueKind.String && Milliseconds().IsMatch(json.GetString()!),
        _ => json.ValueKind == JsonValueKind.String && json.ValueEquals(type),
    };

    /// <summary>Amazon's <c>errorId</c> is the only id that is a number.</summary>
    private static IEnumerable<string> RuleViolations(JsonElement json, string name, string path) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(m => RuleViolations(m.Value, m.Name, $"{path}/{m.Name}")),
        JsonValueKind.Array => json.EnumerateArray().SelectMany((element, place) => RuleViolations(element, name, $"{path}/{place}")),
        JsonValueKind.String when Date().IsMatch(json.GetString()!) && !Milliseconds().IsMatch(json.GetString()!) => [$"{path} is {json}"],
        JsonValueKind.Number when IdName().IsMatch(name) && name != "errorId" => [$"{path} is a number"],
        _ => [],
    };

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Milliseconds();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d[T ]\d\d:", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Date();

    [GeneratedRegex("^id$|Id$|_id$|Ids$|_ids$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex IdName();
}
