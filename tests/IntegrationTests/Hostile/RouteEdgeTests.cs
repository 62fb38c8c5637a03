using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Accounts.IntegrationTests.Harness;
using Accounts.IntegrationTests.Tenancy;

namespace Accounts.IntegrationTests.Hostile;

/// <summary>Every route with invalid requests of a signed-in user. New routes are included automatically.</summary>
public sealed class RouteEdgeTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    private const string Elsewhere = "https://evil.example";
    private const string Json = "application/json";

    private IEnumerable<Route> Routes => Route.All(world).Where(route => !route.IsOpen);

    [Theory]
    [InlineData("x", 400)]
    [InlineData("00000000-0000-0000-0000-000000000000", 404)]
    [InlineData("019A1B2C-3D4E-7F60-8123-456789ABCDEF", 404)]
    [InlineData("%7B019a1b2c-3d4e-7f60-8123-456789abcdef%7D", 404)]
    [InlineData("019a1b2c-3d4e-7f60-8123-456789abcdef%00", 400)]
    [InlineData("999999999999999999999999", 400)]
    [InlineData("%F0%9F%A6%8A", 400)]
    [InlineData("long", 414)]
    public async Task An_unknown_or_invalid_id_is_refused_on_every_route(string id, int status)
    {
        using var person = world.NewPerson();
        foreach (var route in Routes.Where(route => route.HasParameters))
        {
            using var body = route.SaneBody is { } sane ? new StringContent(sane, Encoding.UTF8, Json) : null;
            using var answer = await SendAsync(person, route.Method, route.With(id == "long" ? new string('a', 10_000) : id), body);

            Expected(route, id, status).ShouldContain((int)answer.StatusCode, route.Name);
        }
    }

    [Theory]
    [InlineData("", "text/plain", 415)]
    [InlineData("[]", Json, 400)]
    [InlineData("\"x\"", Json, 400)]
    [InlineData("17", Json, 400)]
    [InlineData("not json", Json, 400)]
    [InlineData("{", Json, 400)]
    [InlineData("{}", "application/xml", 415)]
    [InlineData("{}", "application/json; charset=utf-16", 415)]
    [InlineData("""{"user_id":"019a1b2c-3d4e-7f60-8123-456789abcdef"}""", Json, 422)]
    [InlineData("""{"id":"019a1b2c-3d4e-7f60-8123-456789abcdef"}""", Json, 422)]
    [InlineData("""{"account_status":"active"}""", Json, 422)]
    [InlineData("""{"__proto__":{"admin":true}}""", Json, 422)]
    [InlineData("""{"constructor":null}""", Json, 422)]
    [InlineData("megabyte", Json, 413)]
    [InlineData("deep", Json, 422)]
    public async Task An_invalid_body_is_refused_on_every_route_and_changes_nothing(string body, string type, int status)
    {
        using var person = world.NewPerson();
        await person.ConnectAndSyncAsync("northwind");
        var belongings = await Belongings.OfAsync(world, person);
        var before = await belongings.ChecksumAsync();
        var text = body switch
        {
            "megabyte" => $$"""{"a":"{{new string('x', 1 << 20)}}"}""",
            "deep" => string.Concat(Enumerable.Repeat("""{"a":""", 65)) + "1" + new string('}', 65),
            _ => body,
        };

        var reading = Routes.Where(route => route.Operation.Body.Count > 0).ToArray();
        reading.ShouldNotBeEmpty();
        foreach (var route in reading)
        {
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
            using var answer = await SendAsync(person, route.Method, route.With(belongings.Ids[0]), content);

            ((int)answer.StatusCode).ShouldBe(status, route.Name);
            answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json", route.Name);
        }

        (await belongings.ChecksumAsync()).ShouldBe(before);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.0/8")]
    public async Task Only_a_known_proxy_may_name_the_address_of_its_client(string? known)
    {
        using var person = world.NewPerson();
        await person.ConnectAndSyncAsync("northwind");
        var instance = await world.StartInstanceAsync(known is null
            ? [] : [("ForwardedHeaders:KnownProxies:0", known), ("ForwardedHeaders:KnownProxies:1", "::1")]);

        using var answer = await SendAsync(person, "DELETE", new Uri(instance, "/api/v1/auth/revoke").ToString(), content: null,
            ("X-Forwarded-For", "203.0.113.9"));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var audited = await world.Database.Owner.ScalarAsync<string>(
            "select host(a.ip_address) from public.auth_audit_log a join public.users u on u.id = a.user_id where u.clerk_user_id = $1 "
                + "and event_type = 'connection.revoke'",
            person.Clerk.UserId);
        (audited == "203.0.113.9").ShouldBe(known is not null);
    }

    [Theory]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    [InlineData("TRACE")]
    [InlineData("PROPFIND")]
    public async Task An_unsupported_method_is_not_allowed_on_any_route(string verb)
    {
        using var person = world.NewPerson();
        foreach (var route in Routes)
        {
            using var answer = await SendAsync(person, verb, route.With(Guid.CreateVersion7().ToString()));

            answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed, route.Name);
            answer.Content.Headers.Allow.ShouldContain(route.Method);
        }
    }

    [Theory]
    [InlineData(Elsewhere, null)]
    [InlineData("null", null)]
    [InlineData(Elsewhere, "DELETE")]
    public async Task A_foreign_origin_may_not_read_any_response(string origin, string? askedFirst)
    {
        using var person = world.NewPerson();
        foreach (var route in Routes)
        {
            using var answer = await SendAsync(person, askedFirst is null ? route.Method : "OPTIONS", route.With(Guid.CreateVersion7().ToString()),
                content: null,
                ("Origin", origin), ("Access-Control-Request-Method", askedFirst));

            answer.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse(route.Name);
        }
    }

    [Fact]
    public async Task Forwarding_headers_do_not_change_the_audited_address()
    {
        using var person = world.NewPerson();
        await person.ConnectAndSyncAsync("northwind");

        using var answer = await SendAsync(person, "DELETE", "/api/v1/auth/revoke", content: null, ("X-Forwarded-For", "203.0.113.9"),
            ("Forwarded", "for=203.0.113.9"));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await world.Database.Owner.ScalarAsync<string[]>(
            "select array_agg(distinct host(a.ip_address)) from public.auth_audit_log a join public.users u on u.id = a.user_id "
                + "where u.clerk_user_id = $1 and event_type = 'connection.revoke'",
            person.Clerk.UserId))!.ShouldHaveSingleItem().ShouldBeOneOf("127.0.0.1", "::1");
    }

    private static int[] Expected(Route route, string id, int status)
    {
        // A Clerk id is text without a form: one that is not the caller's is not found.
        if (route.Pattern.Contains("{userId}", StringComparison.Ordinal) && status == 400) return [400, 404];
        if (!route.Pattern.Contains("{advertiser_id}", StringComparison.Ordinal) || status == 414) return [status];

        // An advertiser's id consists of digits. Whether it exists is not told.
        return id.All(char.IsAsciiDigit) ? [403] : [400];
    }

    /// <summary>
    /// Each request has its own connection, because the server closes it when it refuses a body before its end. A body is sent only when the
    /// server asks for it: a client that is still sending cannot read a response to a closed connection.
    /// </summary>
    private async Task<HttpResponseMessage> SendAsync(Person person, string method, string path, HttpContent? content = null,
        params (string Name, string? Value)[] headers)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(world.Address, path)) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", world.Amazon.Clerk.TokenFor(person.Clerk));
        request.Headers.ExpectContinue = content is not null;
        foreach (var (name, value) in headers)
            if (value is not null) request.Headers.TryAddWithoutValidation(name, value);
        return await client.SendAsync(request);
    }
}
