using System.Net;
using System.Net.Http.Headers;
using Accounts.IntegrationTests.Harness;
using Accounts.IntegrationTests.Tenancy;

namespace Accounts.IntegrationTests.Service;

/// <summary>The methods of public addresses, with and without a session.</summary>
public sealed class PublicRoutesTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    private static readonly string[] Readable =
        ["/health/live", "/health/ready", "/health/dependencies", "/api/v1/health", "/openapi/v1.json", "/docs", "/docs/index.html"];

    private static readonly string[] Others = ["HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PROPFIND"];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task HEAD_returns_what_GET_returns_without_a_body(bool signedIn)
    {
        foreach (var path in Readable)
        {
            var got = await SendAsync("GET", path, signedIn);
            var head = await SendAsync("HEAD", path, signedIn);

            head.Status.ShouldBe(HttpStatusCode.OK, path);
            head.Text.ShouldBeEmpty(path);
            head.MediaType.ShouldBe(got.MediaType, path);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Another_method_is_not_allowed_and_the_allowed_ones_are_named(bool signedIn)
    {
        var open = Route.All(world).Where(route => route.IsOpen && !route.HasParameters).GroupBy(route => route.Pattern, route => route.Method)
            .ToDictionary(route => route.Key, route => route.ToArray());
        open.Keys.ShouldContain("/api/v1/webhooks/clerk");
        open["/openapi/v1.json"] = open["/docs"] = open["/docs/unknown"] = ["GET", "HEAD"];

        foreach (var (path, methods) in open)
        {
            foreach (var method in Others.Except(methods))
            {
                var answer = await SendAsync(method, path, signedIn);

                answer.Status.ShouldBe(HttpStatusCode.MethodNotAllowed, $"{method} {path}");
                answer.Headers["Allow"].Split(", ").ShouldBe(methods, ignoreOrder: true, path);
                if (method != "HEAD") answer.Code.ShouldBe("request.method_not_allowed", path);
            }
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("application/json")]
    public async Task A_webhook_may_be_chunked_and_empty(string? type)
    {
        using var client = new HttpClient();
        using var content = new StreamContent(new MemoryStream());
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(world.Address, "/api/v1/webhooks/clerk")) { Content = content };
        request.Headers.TransferEncodingChunked = true;

        (await client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable); // no secret is configured
    }

    private async Task<ApiAnswer> SendAsync(string method, string path, bool signedIn)
    {
        using var person = world.NewPerson();
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(world.Address, path));
        if (signedIn) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", world.Amazon.Clerk.TokenFor(person.Clerk));
        using var response = await client.SendAsync(request);
        return await ApiAnswer.OfAsync(response);
    }
}
