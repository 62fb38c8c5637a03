using System.Net;
using System.Net.Http.Headers;
using Accounts.IntegrationTests.Auth;

namespace Accounts.IntegrationTests.Http;

public sealed class MethodsAndOriginsTests : SignInTest
{
    [Theory]
    [InlineData("PATCH")]
    [InlineData("OPTIONS")]
    [InlineData("TRACE")]
    [InlineData("FROBNICATE")]
    public async Task An_unsupported_method_returns_405_with_the_allowed_methods(string verb)
    {
        var answer = await App.SendAsync(verb, "/who", ("Authorization", "Bearer " + Clerk.Token()));

        await answer.ShouldBeProblemAsync(HttpStatusCode.MethodNotAllowed, "request.method_not_allowed");
        answer.Content.Headers.Allow.ShouldBe(["GET", "POST", "DELETE"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("/who", "PATCH", "GET, POST, DELETE")]
    [InlineData("/who", "OPTIONS", "GET, POST, DELETE")]
    [InlineData("/open", "POST", "GET")]
    [InlineData("/open", "OPTIONS", "GET")]
    [InlineData("/open/sheet", "DELETE", "GET, POST")]
    public async Task An_unsupported_method_returns_405_without_a_sign_in_too(string path, string verb, string allowed)
    {
        var answer = await App.SendAsync(verb, path);

        await answer.ShouldBeProblemAsync(HttpStatusCode.MethodNotAllowed, "request.method_not_allowed");
        answer.Content.Headers.Allow.ShouldBe(allowed.Split(", "), ignoreOrder: true);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/xml")]
    public async Task A_body_with_an_unsupported_content_type_is_refused(string contentType)
    {
        using var content = new StringContent("""{"title":"a"}""", MediaTypeHeaderValue.Parse(contentType));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sheet") { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Clerk.Token());

        var answer = await App.Client.SendAsync(request, TestContext.Current.CancellationToken);

        await answer.ShouldBeProblemAsync(HttpStatusCode.UnsupportedMediaType, "request.unsupported_media_type");
    }

    [Fact]
    public async Task A_preflight_request_of_the_frontend_is_allowed()
    {
        var answer = await PreflightAsync(ProbeApp.FrontendOrigin);

        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        answer.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe([ProbeApp.FrontendOrigin]);
        answer.Headers.GetValues("Access-Control-Allow-Headers").Single().ShouldContain("Authorization", Case.Insensitive);
        answer.Headers.Contains("Access-Control-Allow-Credentials").ShouldBeFalse();
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("http://frontend.example")]
    [InlineData("https://frontend.example.evil.example")]
    [InlineData("null")]
    public async Task A_preflight_request_of_another_origin_is_not_allowed(string origin)
    {
        (await PreflightAsync(origin)).Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
        var answer = await App.SendAsync("GET", "/open", ("Origin", origin));
        answer.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
    }

    [Fact]
    public async Task The_frontend_may_read_the_headers_that_the_contract_lists()
    {
        var answer = await App.SendAsync("GET", "/open", ("Origin", ProbeApp.FrontendOrigin));

        answer.Headers.GetValues("Access-Control-Expose-Headers").Single().Split(',').ShouldBe(
            ["ETag", "Location", "Retry-After", "Idempotent-Replayed", "RateLimit", "RateLimit-Policy", "X-Request-Id"], ignoreOrder: true);
    }

    private Task<HttpResponseMessage> PreflightAsync(string origin) => App.SendAsync(
        "OPTIONS", "/who", ("Origin", origin), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "authorization"));
}
