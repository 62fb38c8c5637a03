using System.Text;
using Accounts.IntegrationTests.Users;

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
        "UK", "gb", "\0", "\u0085", "%ED%A0%BD", "\\ud83d", "[]=", "0x10", "1,2", "A\u030A",
    ];

    /// <summary>Escapes that are valid JSON and not valid text, or that look like one.</summary>
    private static readonly string[] Escapes = ["\\ud83d", "\\udc00", "\\uD83D\\uD83D", "\\udc4f\\ud83d", "\\u0000", "\\\\ud83d", "\\ud83d\\udc4f",
        "\\uFFFE"];

    /// <summary>Cookies of other applications, of a sign-in and of an authorization, well formed and not.</summary>
    private static readonly string[] Cookies =
    [
        "name=J\u00f6rg", "\u00ff=\u0080", "=x; ;; y", "__session=", "__session=a.b.c", "__session=\u00e9", "accounts-oauth-xxxxxxxxxxxx=x",
        "__Host-accounts-oauth-=x", "a=\"b c\"; [x]={\"y\":1}",
        string.Join("; ", Enumerable.Range(0, 60).Select(i => $"accounts-oauth-{i:d12}={new string('x', 43)}")),
    ];

    /// <summary>What is kept as it was written and shown again: an id of somebody else in it would look like theirs.</summary>
    public static readonly string[] Kept =
        ["label", "firstName", "lastName", "account_name", "account_name_override", "tags", "notes", "X-Request-Id", "User-Agent"];

    private static readonly string[] ClerkEvents = ["user.created", "user.updated", "user.deleted", "session.created"];

    private const int WellFormed = -1;
    private static readonly string[] ContentTypes = ["application/json", "application/json; charset=utf-16", "Application/JSON",
        "application/vnd.any.v1+JSON", "application/json; charset=utf8", "application/json; Charset=\"UTF-8\"", "application/json;", "text/plain",
        "application/xml", "multipart/form-data", "application/x-www-form-urlencoded"];
    private static readonly string[] Headers = ["X-Request-Id", "Accept", "Idempotency-Key", "If-Match", "Last-Event-ID", "traceparent", "baggage",
        "X-Forwarded-For", "Forwarded", "Origin", "Sec-Fetch-Site", "Range", "Expect", "X-HTTP-Method-Override", "User-Agent", "X-Forwarded-Host",
        "X-Forwarded-Proto", "Accept-Encoding", "Accept-Charset"];
    private static readonly HttpMethod[] Methods = [HttpMethod.Get, HttpMethod.Post, HttpMethod.Put, HttpMethod.Patch, HttpMethod.Delete,
        HttpMethod.Head, HttpMethod.Options, HttpMethod.Trace, new("PROPFIND"), new("get"), new("QUERY"), new("M-SEARCH"), new("!")];

#pragma warning disable CA5394 // repeatable, not secret
    private readonly Random _dice = new(seed);
    private readonly string[] _otherValues = hostile ? Nasty : [.. Sane, .. ownIds];

    public HttpRequestMessage Next(Uri server)
    {
        var operation = Pick(operations);
        var method = Mischief(10) ? Pick(Methods) : operation.Method;
        var request = new HttpRequestMessage(method, new Uri(server, Path(operation) + Query(operation)));
        if (hostile && operation.Path.EndsWith("/webhooks/clerk", StringComparison.Ordinal)) return Webhook(request);
        if (Mischief(3)) AddHeader(request, Pick(Headers));
        if (Mischief(5)) request.Headers.TryAddWithoutValidation("Cookie", Pick(Cookies));
        if (Mischief(4)) request.Content = Chunked(Pick(ContentTypes), Chance(70) ? "" : "{}");
        else if (method != HttpMethod.Get && method != HttpMethod.Head && method != HttpMethod.Trace && Chance(70))
            request.Content = Content(operation);
        if (request.Content is { Headers.ContentLength: null }) request.Headers.TransferEncodingChunked = true;
        return request;
    }

    /// <summary>A signed event, so that its body is read.</summary>
    private HttpRequestMessage Webhook(HttpRequestMessage request)
    {
        var type = Chance(80) ? Pick(ClerkEvents) : Pick(Escapes);
        var user = Chance(80) ? $"user_{_dice.Next():d12}" : Pick(Escapes);
        string[] names = ["first_name", "last_name", "image_url", "primary_email_address_id", "email_addresses", "updated_at", Pick(Escapes)];
        var members = string.Join(',', names.Where(_ => Chance(70)).Select(n => $"\"{n}\":{EventValue()}").Append("\"x\":1"));
        var body = Encoding.UTF8.GetBytes($$$"""{"type":"{{{type}}}","data":{"id":"{{{user}}}",{{{members}}}}}""");
        request.Content = new ByteArrayContent(body);
        SignedWebhook.Sign(request, $"msg_{seed}_{_dice.Next()}", body);
        return request;
    }

    private string EventValue() => _dice.Next(4) switch
    {
        0 => $$"""[{"id":"{{Pick(Escapes)}}","email_address":"{{Pick(Escapes)}}@x"}]""",
        1 => "null",
        _ => $"\"{Pick(Escapes)}{new string('é', _dice.Next(300))}{Pick(Escapes)}\"",
    };

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

    /// <summary>Without a length, and so in chunks; with a type or without one.</summary>
    private StreamContent Chunked(string type, string text)
    {
        var content = new StreamContent(new Unsized(Encoding.UTF8.GetBytes(text)));
        if (Chance(70)) content.Headers.TryAddWithoutValidation("Content-Type", type);
        return content;
    }

    private ByteArrayContent Content(Operation operation)
    {
        var text = (hostile ? _dice.Next(10) : WellFormed) switch
        {
            0 => Pick(Nasty),
            1 => new string('[', 100) + new string(']', 100),
            2 => "\uFEFF{}",
            3 => "{" + string.Join(',', operation.Body.Concat(operation.Body).Select(m => $"\"{m}\":{Json(m)}")) + "}",
            4 => $$"""{"user_id":"{{Pick(strangersIds)}}","status":"active","__proto__":{},"is_default":true}""",
            6 => "{" + string.Join(',', operation.Body.Select(m => $"\"{m}\":\"{Pick(Escapes)}\"")) + "}",
            7 => $$$"""{"{{{Pick(Escapes)}}}":"{{{Pick(Escapes)}}}","a":{"{{{Pick(Escapes)}}}":["{{{Pick(Escapes)}}}"]}}""",
            5 => "{\"a\":\"" + new string('x', 300_000) + "\"}",
            _ => "{" + string.Join(',', operation.Body.Where(_ => Chance(70)).Select(m => $"\"{m}\":{Json(m)}")) + "}",
        };
        var bytes = Encoding.UTF8.GetBytes(text);
        if (Mischief(10) && bytes.Length > 0) bytes[_dice.Next(bytes.Length)] = (byte)_dice.Next(256);
        var content = new ByteArrayContent(bytes);
        content.Headers.TryAddWithoutValidation("Content-Type", Mischief(10) ? Pick(ContentTypes) : ContentTypes[0]);
        if (Mischief(3)) content.Headers.ContentEncoding.Add("gzip");
        return content;
    }

    private string Json(string member) => (hostile || Chance(20) ? _dice.Next(hostile ? 7 : 6) : WellFormed) switch
    {
        0 => "null",
        1 => "[]",
        2 => "{\"x\":1}",
        3 => "-1e400",
        6 => $"\"{Pick(Escapes)}{Pick(Escapes)}\"",
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

    private sealed class Unsized(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
