using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using Accounts.Simulators.Control;
using Json.Schema;
using Microsoft.Extensions.Primitives;

namespace Accounts.TestKit.Contract;

/// <summary>One operation of a document.</summary>
internal sealed class ContractOperation
{
    private const int MostRemembered = 10_000;

    /// <summary>
    /// Bodies that were valid, by their hash. The worlds of a run list the same accounts, and evaluating a page takes much longer than hashing it.
    /// </summary>
    private static readonly ConcurrentDictionary<(JsonSchema Schema, UInt128 Hash), bool> Valid = new();

    private readonly string _method;
    private readonly string[] _path;
    private readonly Parameter[] _parameters;
    private readonly bool _needsBody;
    private readonly Dictionary<string, JsonSchema> _bodies;
    private readonly Dictionary<string, Dictionary<string, JsonSchema>> _responses;

    public ContractOperation(JsonElement json, string definitions)
    {
        _method = json.GetProperty("method").GetString()!;
        var path = json.GetProperty("path").GetString()!;
        Name = $"{_method} {path}";
        _path = path.Split('/');
        _parameters = [.. json.GetProperty("parameters").EnumerateArray().Select(p => new Parameter(
            p.GetProperty("name").GetString()!, p.GetProperty("in").GetString()!, p.GetProperty("required").GetBoolean(),
            Compile(p.GetProperty("schema"), definitions)))];
        var request = json.TryGetProperty("request", out var body) ? body : default;
        _needsBody = request.ValueKind == JsonValueKind.Object && request.GetProperty("required").GetBoolean();
        _bodies = request.ValueKind == JsonValueKind.Object ? Compile(request.GetProperty("content").EnumerateObject(), definitions) : [];
        _responses = json.GetProperty("responses").EnumerateObject()
            .ToDictionary(r => r.Name, r => Compile(r.Value.EnumerateObject(), definitions), StringComparer.Ordinal);
    }

    public string Name { get; }

    public bool Serves(string method, string path) => method == _method && path.Split('/') is var parts && parts.Length == _path.Length
        && parts.Zip(_path).All(p => p.First == p.Second || (p.Second.StartsWith('{') && p.First.Length > 0));

    public IEnumerable<string> RequestViolations(Exchange exchange)
    {
        var parts = exchange.Path.Split('/');
        foreach (var parameter in _parameters)
        {
            StringValues values = parameter.In switch
            {
                "path" => Uri.UnescapeDataString(parts[Array.IndexOf(_path, $"{{{parameter.Name}}}")]),
                "query" => exchange.Query.GetValueOrDefault(parameter.Name),
                _ => exchange.Headers.GetValueOrDefault(parameter.Name),
            };
            foreach (var violation in parameter.Violations(values)) yield return violation;
        }

        foreach (var unknown in exchange.Query.Keys.Where(name => !_parameters.Any(p => p.In == "query" && p.Name == name)))
            yield return $"the query parameter {unknown} is not documented";

        if (exchange.Body.Length == 0 && !_needsBody) yield break;
        foreach (var violation in Violations(_bodies, exchange.Headers.GetValueOrDefault("Content-Type"), exchange.Body)) yield return violation;
    }

    public IEnumerable<string> ResponseViolations(ExchangeResponse response)
    {
        if (!_responses.TryGetValue($"{response.Status}", out var contents))
            return Uncovered.Statuses.Contains(response.Status) ? [] : ["the status is not documented"];

        return contents.Count == 0 || (Uncovered.Statuses.Contains(response.Status) && IsOfTheGateway(response.Body))
            ? [] : Violations(contents, response.ContentType, response.Body);
    }

    private static bool IsOfTheGateway(ReadOnlyMemory<byte> body) => Read(body) is { ValueKind: JsonValueKind.Object } json
        && (json.TryGetProperty("Message", out _) || (json.TryGetProperty("code", out _) && json.TryGetProperty("details", out _)));

    private static IEnumerable<string> Violations(Dictionary<string, JsonSchema> contents, string? contentType, ReadOnlyMemory<byte> body)
    {
        var mediaType = MediaTypeHeaderValue.TryParse(contentType, out var parsed) ? parsed.MediaType : null;
        if (mediaType is null || !contents.TryGetValue(mediaType, out var schema))
        {
            yield return $"the media type {contentType ?? "(none)"} is not documented";
            yield break;
        }

        var key = (schema, BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(body.Span)));
        if (Valid.ContainsKey(key)) yield break;

        if (Read(body) is not { } json)
        {
            yield return "the body is not JSON";
            yield break;
        }

        if (schema.Evaluate(json).IsValid)
        {
            if (Valid.Count < MostRemembered) Valid.TryAdd(key, value: true);
            yield break;
        }

        var result = schema.Evaluate(json, new EvaluationOptions { OutputFormat = OutputFormat.List });
        foreach (var detail in result.Details?.Where(d => d.Errors is { Count: > 0 }) ?? [])
            yield return $"{Kind(detail.InstanceLocation.ToString())}: {string.Join("; ", detail.Errors!.Values)}";
    }

    private static JsonElement? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonElement.Parse(body.Span);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The place without the numbers of elements, so that one violation is reported once.</summary>
    private static string Kind(string pointer) =>
        string.Join('/', pointer.Split('/').Select(part => part.All(char.IsAsciiDigit) && part.Length > 0 ? "*" : part));

    private static Dictionary<string, JsonSchema> Compile(IEnumerable<JsonProperty> contents, string definitions) =>
        contents.ToDictionary(c => c.Name, c => Compile(c.Value, definitions), StringComparer.OrdinalIgnoreCase);

    private static JsonSchema Compile(JsonElement schema, string definitions) =>
        JsonSchema.FromText($$"""{"$defs":{{definitions}},"allOf":[{{schema.GetRawText()}}]}""");

    private sealed record Parameter(string Name, string In, bool IsRequired, JsonSchema Schema)
    {
        /// <summary>A value is text on the wire. It is valid if it is as text, as a number or as a list of either.</summary>
        public IEnumerable<string> Violations(StringValues values)
        {
            if (values.Count == 0)
            {
                if (IsRequired) yield return $"the {In} parameter {Name} is missing";
                yield break;
            }

            var text = values.ToString();
            string[] readings = [JsonSerializer.Serialize(text), text, JsonSerializer.Serialize(text.Split(',')), $"[{text}]"];
            if (!readings.Any(IsValid)) yield return $"the {In} parameter {Name} has the value {text}";
        }

        private bool IsValid(string json)
        {
            try
            {
                return Schema.Evaluate(JsonElement.Parse(json)).IsValid;
            }
            catch (JsonException)
            {
                return false;
            }
        }
    }
}
