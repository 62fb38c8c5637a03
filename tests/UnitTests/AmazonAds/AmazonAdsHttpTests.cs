using System.Net;
using System.Text;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Accounts.Infrastructure.AmazonAds;
using Accounts.Infrastructure.AmazonAds.Http;
using Accounts.Infrastructure.AmazonAds.Resilience;

namespace Accounts.UnitTests.AmazonAds;

public sealed class AmazonAdsHttpTests
{
    private const string Empty = """{"adsAccounts":[]}""";
    private const string Vendor = "application/vnd.listaccountsresource.v1+json";

    [Fact]
    public async Task A_list_request_has_the_documented_method_url_headers_and_body()
    {
        using var amazon = new AmazonDouble(_ => AmazonDouble.Answer(HttpStatusCode.OK, """{"adsAccounts":[],"nextToken":"n2"}""", Vendor));
        var page = await amazon.Accounts.ListAsync(Region.FE, AmazonDouble.Login, "n1", 50, TestContext.Current.CancellationToken);

        page.Value.Cursor.ShouldBe("n2");
        var sent = amazon.Sent.ShouldHaveSingleItem();
        sent.Method.ShouldBe(HttpMethod.Post);
        sent.Url.ShouldBe("https://advertising-api-fe.amazon.com/adsAccounts/list");
        sent.Body.ShouldBe("""{"maxResults":50,"nextToken":"n1"}""");
        sent.Headers["Authorization"].ShouldBe("Bearer Atza|canary-access-token");
        sent.Headers["Amazon-Advertising-API-ClientId"].ShouldBe("amzn1.application-oa2-client.test");
        sent.Headers["Content-Type"].ShouldBe(Vendor);
        sent.Headers["Accept"].ShouldBe(Vendor);
        sent.Headers.Keys.ShouldNotContain("Amazon-Advertising-API-Scope");
    }

    [Theory]
    [InlineData(401, "amazon.unauthorized")]
    [InlineData(403, "amazon.forbidden")]
    [InlineData(404, "amazon.not_found")]
    [InlineData(400, "amazon.rejected")]
    [InlineData(406, "amazon.rejected")]
    [InlineData(409, "amazon.rejected")]
    [InlineData(415, "amazon.rejected")]
    [InlineData(422, "amazon.rejected")]
    [InlineData(408, "amazon.timeout")]
    [InlineData(429, "amazon.throttled")]
    [InlineData(500, "amazon.unavailable")]
    [InlineData(502, "amazon.unavailable")]
    [InlineData(503, "amazon.unavailable")]
    [InlineData(504, "amazon.unavailable")]
    [InlineData(307, "amazon.invalid_answer")]
    [InlineData(204, "amazon.invalid_answer")]
    public async Task Each_status_maps_to_an_error_code(int status, string code)
    {
        using var amazon = new AmazonDouble(_ => AmazonDouble.Answer((HttpStatusCode)status));
        (await amazon.ListAsync()).Error.Code.ShouldBe(code);
    }

    [Fact]
    public async Task A_rejected_token_maps_to_the_error_that_triggers_a_refresh()
    {
        using var amazon = new AmazonDouble(_ => AmazonDouble.Answer(HttpStatusCode.Unauthorized));
        (await amazon.ListAsync()).Error.ShouldBe(AmazonErrors.Unauthorized);
    }

    /// <summary>The error formats of Amazon's API families, and bodies that are not JSON.</summary>
    [Theory]
    [InlineData("""{"code":"UNAUTHORIZED","details":"canary","requestId":"rid-1"}""", "code UNAUTHORIZED, request rid-1")]
    [InlineData("""{"code":"400","detail":"canary"}""", "code 400, request unknown")]
    [InlineData("""{"code":400}""", "code 400, request unknown")]
    [InlineData("""{"code":"FORBIDDEN","message":"canary"}""", "code FORBIDDEN,")]
    [InlineData("""{"message":"canary","requestId":"rid-2","errors":[{"errorType":"BAD","field":"x","message":"canary"}]}""",
        "code BAD, request rid-2")]
    [InlineData("""{"errors":[{"errorId":"1","errorCode":"V2_INVALID","errorMessage":"canary"}]}""", "code V2_INVALID,")]
    [InlineData("""{"Message":"canary"}""", "code unknown,")]
    [InlineData("""{"error":"invalid_grant","error_description":"canary"}""", "code invalid_grant,")]
    [InlineData("<html>canary</html>", "code unknown,")]
    [InlineData("<?xml version=\"1.0\"?><Error>canary</Error>", "code unknown,")]
    [InlineData("", "code unknown,")]
    [InlineData("""{"errors":"canary"}""", "code unknown,")]
    [InlineData("""{"errors":[]}""", "code unknown,")]
    [InlineData("""{"code":"canary with spaces\nand a forged line"}""", "code unknown,")]
    [InlineData("""{"code":"Atza|canary"}""", "code unknown,")]
    public async Task The_code_of_a_refusal_is_logged_without_its_body(string body, string logged)
    {
        using var amazon = new AmazonDouble(_ => AmazonDouble.Answer(HttpStatusCode.Forbidden, body));

        (await amazon.ListAsync()).Error.ShouldBe(AmazonErrors.Forbidden);

        amazon.Log.Text.ShouldContain("with 403, " + logged);
        amazon.Log.Text.ShouldNotContain("canary");
    }

    [Fact]
    public async Task The_request_id_of_Amazon_is_logged()
    {
        using var amazon = new AmazonDouble(_ =>
        {
            var response = AmazonDouble.Answer(HttpStatusCode.BadRequest);
            response.Headers.Add("x-amzn-RequestId", "4f1b-22");
            response.Headers.Add("x-amzn-ErrorType", "AccessDeniedException");
            return response;
        });
        await amazon.ListAsync();
        amazon.Log.Text.ShouldContain("code AccessDeniedException, request 4f1b-22");
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>busy</html>")]
    [InlineData("""{"adsAccounts":[{"adsAccountId":"a" """)]
    [InlineData("""{"adsAccounts":[]} and more""")]
    [InlineData("""[{"adsAccount":{}}]""")]
    [InlineData("null")]
    [InlineData("""{"accounts":[]}""")]
    public async Task A_success_response_with_unexpected_content_is_refused(string body)
    {
        using var amazon = new AmazonDouble(_ => AmazonDouble.Answer(HttpStatusCode.OK, body));
        (await amazon.ListAsync()).Error.ShouldBe(AmazonErrors.InvalidAnswer);
        amazon.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_response_with_a_content_type_other_than_JSON_is_refused()
    {
        using var amazon = new AmazonDouble(_ => Bytes(Encoding.UTF8.GetBytes(Empty), "text/plain"));
        (await amazon.ListAsync()).Error.ShouldBe(AmazonErrors.InvalidAnswer);
    }

    [Fact]
    public async Task A_byte_order_mark_is_refused()
    {
        using var amazon = new AmazonDouble(_ => Bytes([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Empty)], Vendor));
        (await amazon.ListAsync()).Error.ShouldBe(AmazonErrors.InvalidAnswer);
    }

    [Fact]
    public async Task A_response_in_another_encoding_is_refused()
    {
        using var amazon = new AmazonDouble(_ =>
            Bytes(Encoding.Latin1.GetBytes("""{"adsAccounts":[{"adsAccountId":"a","accountName":"ä"}]}"""), "application/json; charset=iso-8859-1"));
        (await amazon.ListAsync()).Error.ShouldBe(AmazonErrors.InvalidAnswer);
    }

    [Theory]
    [InlineData(60, true)]
    [InlineData(10_000, false)]
    public async Task Deep_nesting_is_refused(int depth, bool readable)
    {
        var deep = new string('[', depth) + new string(']', depth);
        using var amazon = new AmazonDouble(_ => AmazonDouble.Answer(HttpStatusCode.OK, $$"""{"adsAccounts":[],"later":{{deep}} }"""));
        (await amazon.ListAsync()).Succeeded.ShouldBe(readable);
    }

    [Fact]
    public async Task Out_of_range_numbers_and_duplicate_members_in_an_account_are_ignored()
    {
        using var amazon = new AmazonDouble(_ =>
            AmazonDouble.Answer(HttpStatusCode.OK, """{"x":1e400,"adsAccounts":[{"adsAccountId":"a","n":-1e999999,"n":1}]}"""));
        (await amazon.ListAsync()).Value.Accounts.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_number_of_skipped_accounts_is_logged()
    {
        using var amazon = new AmazonDouble(_ => AmazonDouble.Answer(HttpStatusCode.OK, """{"adsAccounts":[{"accountName":"canary"},{}]}"""));

        (await amazon.ListAsync()).Value.Skipped.ShouldBe(2);
        amazon.Log.Text.ShouldContain("Left out 2 accounts");
        amazon.Log.Text.ShouldNotContain("canary");
    }

    [Fact]
    public async Task No_outcome_of_a_call_logs_a_token()
    {
        Queue<HttpResponseMessage> answers = new([AmazonDouble.Answer(HttpStatusCode.OK, Empty), AmazonDouble.Answer(HttpStatusCode.Unauthorized)]);
        using var amazon = new AmazonDouble(_ => answers.TryDequeue(out var next) ? next : throw new HttpRequestException("refused"));
        for (var i = 0; i < 3; i++) await amazon.ListAsync();

        amazon.Log.Text.ShouldContain("did not answer");
        amazon.Log.Text.ShouldNotContain("System.Net.Http.HttpClient");
        amazon.Log.Text.ShouldNotContain("canary");
    }

    [Fact]
    public async Task A_get_has_no_body()
    {
        using var amazon = new AmazonDouble(_ => AmazonDouble.Answer(HttpStatusCode.OK, """{"a":"b"}"""));
        var call = new AmazonCall(Region.NA, CallFamily.AdsAccounts, "adsAccounts/a", ["application/json"], AmazonDouble.Login, RetrySafety.Always);

        (await amazon.Http.GetAsync<Dictionary<string, string>, string>(call, d => d["a"], TestContext.Current.CancellationToken)).Value
            .ShouldBe("b");
        amazon.Sent.Single().ShouldSatisfyAllConditions(s => s.Method.ShouldBe(HttpMethod.Get), s => s.Body.ShouldBeEmpty());
    }

    private static HttpResponseMessage Bytes(byte[] body, string? contentType)
    {
        var content = new ByteArrayContent(body);
        if (contentType is not null) content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = content };
    }
}
