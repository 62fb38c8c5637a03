using System.Net.Http.Headers;
using System.Text;

namespace Accounts.IntegrationTests.Hostile;

/// <summary>Generates requests that contain ids of another user. They are well formed or hostile; a seed determines them.</summary>
internal sealed class RandomRequests(int seed, bool hostile, IReadOnlyList<Operation> operations, IReadOnlyList<string> strangersIds,
    IReadOnlyList<string> ownIds)
{
    private static readonly string[] Sane = ["1", "2", "100", "true", "false", "US", "NA", "EU", "active", "CREATED", "advertising", "name", "desc",
        "new", "northwind", "/accounts"];

    private static readonly string[] Nasty =
    [
        "", " ", "0", "-1", "1e2", "2147483648", "99999999999999999999", "NaN", "true", "null", "undefined", "[]", "{}", "\"", "'",
        "';drop table users--", "%", "%25", "_", "\\",
        "../../etc/passwd", "..%2f..%2f", "%00", "%0d%0aX-Injected: 1", "<script>alert(1)</script>", "${jndi:ldap://x}", "{{7*7}}", "é", "🦊",
        "\u202Eabc", "00000000-0000-0000-0000-000000000000",
        "{00000000-0000-0000-0000-000000000000}", "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF", "active", "NA", "name", "gAAAAABf", "Atza|x",
        new string('9', 400), new string('a', 5000),
    ];

    /// <summary>Members that are stored and returned unchanged: an id of another user in them would look like a leak.</summary>
    private static readonly string[] Kept = ["label", "X-Request-Id"];

    private const int WellFormed = -1;
    private static readonly string[] ContentTypes = ["application/json", "application/json; charset=utf-16", "text/plain", "application/xml",
        "multipart/form-data", "application/x-www-form-urlencoded"];
    private static readonly string[] Headers = ["X-Request-Id", "Accept", "Idempotency-Key", "If-Match", "Last-Event-ID", "traceparent", "baggage",
        "X-Forwarded-For", "Forwarded", "Origin", "Sec-Fetch-Site", "Range", "Expect", "X-HTTP-Method-Override"];
    private static readonly HttpMethod[] Methods = [HttpMethod.Get, HttpMethod.Post, HttpMethod.Put, HttpMethod.Patch, HttpMethod.Delete,
        HttpMethod.Head, HttpMethod.Options, HttpMethod.Trace, new("PROPFIND")];

#pragma warning disable CA5394 // repeatable, not secret
    private readonly Random _dice = new(seed);
    private readonly string[] _otherValues = hostile ? Nasty : [.. Sane, .. ownIds];

    public HttpRequestMessage Next(Uri server)
    {
        var operation = Pick(operations);
        var method = Mischief(10) ? Pick(Methods) : operation.Method;
        var request = new HttpRequestMessage(method, new Uri(server, Path(operation) + Query(operation)));
        if (Mischief(3)) AddHeader(request, Pick(Headers));
        if (method != HttpMethod.Get && method != HttpMethod.Head && method != HttpMethod.Trace && Chance(70)) request.Content = Content(operation);
        return request;
    }

    private void AddHeader(HttpRequestMessage request, string name) => request.Headers.TryAddWithoutValidation(name, Escape(ValueOf(name)));

    private string Path(Operation operation)
    {
        var path = operation.PathParameters.Aggregate(operation.Path, (p, name) =>
            p.Replace($"{{{name}}}", Escape(Value()), StringComparison.Ordinal));
        return Mischief(3) ? path + "/" + Escape(Value()) : path;
    }

    private string Query(Operation operation)
    {
        var pairs = new List<string>();
        foreach (var name in operation.Query)
        {
            if (Chance(40)) pairs.Add($"{name}={Escape(Value())}");
            if (Mischief(5)) pairs.Add($"{name}={Escape(Value())}");
        }

        if (Mischief(10)) pairs.Add($"{Escape(Value())}={Escape(Value())}");
        return pairs.Count == 0 ? "" : "?" + string.Join('&', pairs);
    }

    private ByteArrayContent Content(Operation operation)
    {
        var text = (hostile ? _dice.Next(8) : WellFormed) switch
        {
            0 => Pick(Nasty),
            1 => new string('[', 100) + new string(']', 100),
            2 => "\uFEFF{}",
            3 => "{" + string.Join(',', operation.Body.Concat(operation.Body).Select(m => $"\"{m}\":{Json(m)}")) + "}",
            4 => $$"""{"user_id":"{{Pick(strangersIds)}}","status":"active","__proto__":{},"is_default":true}""",
            5 => "{\"a\":\"" + new string('x', 300_000) + "\"}",
            _ => "{" + string.Join(',', operation.Body.Where(_ => Chance(70)).Select(m => $"\"{m}\":{Json(m)}")) + "}",
        };
        var bytes = Encoding.UTF8.GetBytes(text);
        if (Mischief(10) && bytes.Length > 0) bytes[_dice.Next(bytes.Length)] = (byte)_dice.Next(256);
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(Mischief(10) ? Pick(ContentTypes) : ContentTypes[0]);
        if (Mischief(3)) content.Headers.ContentEncoding.Add("gzip");
        return content;
    }

    private string Json(string member) => (hostile || Chance(20) ? _dice.Next(6) : WellFormed) switch
    {
        0 => "null",
        1 => "[]",
        2 => "{\"x\":1}",
        3 => "-1e400",
        4 => $"[\"advertising\",\"{Pick(strangersIds)}\"]",
        _ => System.Text.Json.JsonSerializer.Serialize(ValueOf(member)),
    };

    private string ValueOf(string name) => Kept.Contains(name) ? Pick(_otherValues) : Value();

    private string Value() => Chance(hostile ? 35 : 60) ? Pick(strangersIds) : Pick(_otherValues);

    private static string Escape(string value) => Uri.EscapeDataString(value);

    private bool Mischief(int percent) => hostile && Chance(percent);

    private bool Chance(int percent) => _dice.Next(100) < percent;

    private T Pick<T>(IReadOnlyList<T> from) => from[_dice.Next(from.Count)];
#pragma warning restore CA5394
}
