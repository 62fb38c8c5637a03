using System.Net;
using Accounts.IntegrationTests.Auth;

namespace Accounts.IntegrationTests.Http;

public sealed class RequestIdsAndHeadersTests : EdgeTest
{
    [Theory]
    [InlineData("abc-DEF_1.2")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123")]
    public async Task A_valid_request_id_is_kept(string id)
    {
        var answer = await App.SendAsync("GET", "/open/trace", ("X-Request-Id", id));

        answer.Headers.GetValues("X-Request-Id").ShouldBe([id]);
        (await answer.JsonAsync())["id"]!.GetValue<string>().ShouldBe(id);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("a b")]
    [InlineData("a,b")]
    [InlineData("{\"x\":1}")]
    [InlineData("01234567890123456789012345678901234567890123456789012345678901234")]
    public async Task An_invalid_request_id_is_replaced(string? id)
    {
        var answer = await App.SendAsync("GET", "/open/trace", ("X-Request-Id", id));

        var made = answer.Headers.GetValues("X-Request-Id").Single();
        made.ShouldMatch("^[0-9a-f]{32}$");
        (await answer.JsonAsync())["id"]!.GetValue<string>().ShouldBe(made);
    }

    [Theory]
    [InlineData("/open")]
    [InlineData("/who")]
    [InlineData("/open/bug")]
    [InlineData("/open/row/x")]
    public async Task Every_response_has_the_security_headers_and_is_not_stored(string path)
    {
        var answer = await App.SendAsync("GET", path);

        Header(answer, "X-Content-Type-Options").ShouldBe("nosniff");
        Header(answer, "Referrer-Policy").ShouldBe("no-referrer");
        Header(answer, "Content-Security-Policy").ShouldBe("default-src 'none'; frame-ancestors 'none'");
        Header(answer, "Permissions-Policy").ShouldContain("camera=()");
        Header(answer, "Cache-Control").ShouldContain("no-store");
        Header(answer, "X-Request-Id").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_page_keeps_its_own_content_security_policy() =>
        Header(await App.SendAsync("GET", "/open/page"), "Content-Security-Policy").ShouldBe("default-src 'self'");

    [Theory]
    [InlineData("00-00000000000000000000000000000000-0000000000000000-01")]
    [InlineData("00-4BF92F3577B34DA6A3CE929D0E0E4736-00F067AA0BA902B7-01")]
    [InlineData("ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")]
    [InlineData("garbage")]
    public async Task An_invalid_trace_parent_is_ignored(string parent)
    {
        var answer = await App.SendAsync("GET", "/open/row/x", ("traceparent", parent), ("baggage", "a=" + new string('x', 8000)));

        var problem = await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "request.malformed");
        problem["trace_id"]!.GetValue<string>().ShouldMatch("^(?!0{32})[0-9a-f]{32}$");
        problem["trace_id"]!.GetValue<string>().ShouldNotBe("4bf92f3577b34da6a3ce929d0e0e4736");
    }

    [Fact]
    public async Task A_valid_trace_parent_is_used()
    {
        var answer = await App.SendAsync("GET", "/open/row/x", ("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));

        (await answer.JsonAsync())["trace_id"]!.GetValue<string>().ShouldBe("4bf92f3577b34da6a3ce929d0e0e4736");
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static string Header(HttpResponseMessage answer, string name) => answer.Headers.GetValues(name).Single();
}
