using System.Net;
using Accounts.Domain.Common;
using Accounts.IntegrationTests.Auth;

namespace Accounts.IntegrationTests.Http;

public sealed class ProblemAnswersTests : EdgeTest
{
    [Fact]
    public async Task A_failure_contains_the_problem_members_and_the_legacy_error()
    {
        var answer = await App.SendAsync("GET", "/open/fails/Conflict?state=secret", ("X-Request-Id", "r-1"));

        var problem = await answer.ShouldBeProblemAsync(HttpStatusCode.Conflict, "probe.failed");
        problem.AsObject().Select(member => member.Key)
            .ShouldBe(["type", "title", "status", "detail", "instance", "code", "trace_id", "errors", "error", "sync_id"]);
        problem["title"]!.GetValue<string>().ShouldBe("Conflict");
        problem["detail"]!.GetValue<string>().ShouldBe("It failed.");
        problem["instance"]!.GetValue<string>().ShouldBe("/open/fails/Conflict");
        problem["trace_id"]!.GetValue<string>().ShouldMatch("^[0-9a-f]{32}$");
        problem["sync_id"]!.GetValue<string>().ShouldBe("42");
        problem["errors"]!.ToJsonString().ShouldBe("""[{"pointer":"/max_results","code":"range","message":"1 to 100"}]""");
        problem["error"]!.ToJsonString().ShouldBe(
            """{"code":"probe.failed","message":"It failed.","details":{"sync_id":"42"},"timestamp":"2026-01-31T10:30:00.000Z"}""");
    }

    [Theory]
    [InlineData(nameof(ErrorKind.Malformed), 400)]
    [InlineData(nameof(ErrorKind.ReauthorizationRequired), 401)]
    [InlineData(nameof(ErrorKind.NotFound), 404)]
    [InlineData(nameof(ErrorKind.UpstreamInvalid), 502)]
    public async Task The_kind_of_failure_decides_the_status(string kind, int status) =>
        await (await App.SendAsync("GET", "/open/fails/" + kind)).ShouldBeProblemAsync((HttpStatusCode)status, "probe.failed");

    [Theory]
    [InlineData(nameof(ErrorKind.Throttled), "2.1", "3")]
    [InlineData(nameof(ErrorKind.UpstreamUnavailable), "60", "60")]
    [InlineData(nameof(ErrorKind.Unavailable), "0", "1")]
    [InlineData(nameof(ErrorKind.Unavailable), null, "5")]
    [InlineData(nameof(ErrorKind.UpstreamUnavailable), null, "5")]
    [InlineData(nameof(ErrorKind.Throttled), null, "5")]
    [InlineData(nameof(ErrorKind.Conflict), "7", "7")]
    [InlineData(nameof(ErrorKind.Conflict), null, null)]
    public async Task Retry_after_is_in_whole_seconds_and_always_present_with_503(string kind, string? given, string? sent)
    {
        var answer = await App.SendAsync("GET", $"/open/fails/{kind}{(given is null ? "" : "?retryAfter=" + given)}");

        var header = answer.Headers.TryGetValues("Retry-After", out var values) ? values.Single() : null;
        header.ShouldBe(sent);
    }

    [Fact]
    public async Task An_exception_is_logged_and_not_shown_in_the_response()
    {
        var answer = await App.SendAsync("GET", "/open/bug", ("X-Request-Id", "r-2"), ("Origin", ProbeApp.FrontendOrigin));

        var problem = await answer.ShouldBeProblemAsync(HttpStatusCode.InternalServerError, "internal.error");
        problem.ToJsonString().ShouldNotContain("secret-in-exception");
        var line = App.Logs.Errors.ShouldHaveSingleItem();
        line.Text.ShouldContain("secret-in-exception");
        line.Scope["request_id"].ShouldBe("r-2");
        answer.Headers.GetValues("X-Request-Id").ShouldBe(["r-2"]);
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe([ProbeApp.FrontendOrigin]);
    }

    [Theory]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    [InlineData("FROBNICATE")]
    public async Task An_unsupported_method_returns_405_and_the_supported_ones_without_a_sign_in(string verb)
    {
        var answer = await App.SendAsync(verb, "/open/sheet");

        answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        answer.Content.Headers.Allow.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_head_request_gets_the_status_and_no_body()
    {
        var answer = await App.SendAsync("HEAD", "/who");

        answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/xml;q=0.9")]
    public async Task A_problem_ignores_the_accept_header(string accept) =>
        await (await App.SendAsync("GET", "/open/row/not-an-id", ("Accept", accept)))
            .ShouldBeProblemAsync(HttpStatusCode.BadRequest, "request.malformed");
}
