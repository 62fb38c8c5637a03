using System.Net;
using Accounts.Application.Common.Ports;
using Accounts.Application.Connections;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Accounts.UnitTests.AmazonAds;
using Microsoft.AspNetCore.WebUtilities;

namespace Accounts.UnitTests.Lwa;

public sealed class LoginWithAmazonTests
{
    private const string Tokens = """{"access_token":"Atza|a","refresh_token":"Atzr|r","token_type":"bearer","expires_in":3600}""";
    private static readonly Secret Verifier = Secret.From("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");

    /// <summary>Status, body, what a refresh makes of it, what an exchange makes of it.</summary>
    public static TheoryData<int, string, string, string> Refusals => new()
    {
        { 400, """{"error":"invalid_grant","error_description":"canary"}""", "connection.reauthorization_required", "oauth.exchange_failed" },
        { 401, """{"error":"invalid_client","error_description":"canary"}""", "oauth.client_rejected", "oauth.client_rejected" },
        { 400, """{"error":"unauthorized_client"}""", "oauth.client_rejected", "oauth.client_rejected" },
        { 400, """{"error":"invalid_request"}""", "amazon.rejected", "oauth.exchange_failed" },
        { 400, """{"error":"unsupported_grant_type"}""", "amazon.rejected", "oauth.exchange_failed" },
        { 400, "<html>no</html>", "amazon.rejected", "oauth.exchange_failed" },
        { 400, """{"error":{"error":"invalid_grant"}}""", "amazon.rejected", "oauth.exchange_failed" },
        { 401, "", "amazon.rejected", "oauth.exchange_failed" },
        { 403, """["invalid_grant"]""", "amazon.rejected", "oauth.exchange_failed" },
        { 429, """{"error":"invalid_grant"}""", "amazon.unavailable", "amazon.unavailable" },
        { 500, """{"error":"server_error"}""", "amazon.unavailable", "amazon.unavailable" },
        { 503, "<html>", "amazon.unavailable", "amazon.unavailable" },
        { 500, """{"error":"invalid_grant"}""", "amazon.unavailable", "amazon.unavailable" },
        { 302, "", "amazon.invalid_answer", "oauth.exchange_failed" },
    };

    /// <summary>Successes that are none.</summary>
    public static TheoryData<string> Nonsense =>
    [
        "", "<html>welcome</html>", """{"access_token":"Atza|a","expires_in":36""", "[]", "null", "7",
        """{"refresh_token":"Atzr|r","expires_in":3600}""",
        """{"access_token":null,"expires_in":3600}""",
        """{"access_token":"","expires_in":3600}""",
        """{"access_token":["Atza|a"],"expires_in":3600}""",
        """{"access_token":"Atza|a\nX: y","expires_in":3600}""",
        """{"access_token":"Atza|\u0000","expires_in":3600}""",
        """{"access_token":"Atza|a","refresh_token":"Atzr|\u0007","expires_in":3600}""",
        """{"access_token":"Atza|a","refresh_token":7,"expires_in":3600}""",
        $$"""{"access_token":"{{new string('a', 2049)}}","expires_in":3600}""",
        $$"""{"access_token":"Atza|a","refresh_token":"{{new string('a', 5000)}}","expires_in":3600}""",
        """{"access_token":"Atza|a"}""",
        """{"access_token":"Atza|a","expires_in":null}""",
        """{"access_token":"Atza|a","expires_in":0}""",
        """{"access_token":"Atza|a","expires_in":-3600}""",
        """{"access_token":"Atza|a","expires_in":"soon"}""",
        """{"access_token":"Atza|a","expires_in":3600.5}""",
        """{"access_token":"Atza|a","expires_in":86401}""",
        """{"access_token":"Atza|a","expires_in":1000000000000}""",
        """{"access_token":"Atza|a","expires_in":1e400}""",
    ];

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_refusal_is_blamed_on_whose_fault_it_is(int status, string body, string refresh, string exchange)
    {
        using var amazon = new AmazonDouble(_ => AmazonDouble.Answer((HttpStatusCode)status, body));

        (await RefreshAsync(amazon)).Error.Code.ShouldBe(refresh);
        (await ExchangeAsync(amazon)).Error.Code.ShouldBe(exchange);
    }

    [Theory]
    [MemberData(nameof(Nonsense))]
    public async Task A_success_that_makes_no_sense_is_none(string body)
    {
        using var amazon = new AmazonDouble(_ => AmazonDouble.Answer(HttpStatusCode.OK, body));

        (await RefreshAsync(amazon)).Error.ShouldBe(AmazonErrors.InvalidAnswer);
        (await ExchangeAsync(amazon)).Error.ShouldBe(ConnectionErrors.ExchangeFailed);
    }

    [Theory]
    [InlineData(Tokens, "Atzr|r", 3600)]
    [InlineData("""{"access_token":"Atza|a","expires_in":"3600"}""", null, 3600)]
    [InlineData("""{"access_token":"Atza|a","refresh_token":"","expires_in":1}""", null, 1)]
    [InlineData("""{"access_token":"Atza|a","refresh_token":null,"expires_in":86400}""", null, 86400)]
    [InlineData("\uFEFF" + Tokens, "Atzr|r", 3600)]
    public async Task Tokens_are_taken_as_they_come(string body, string? refresh, int seconds)
    {
        using var amazon = new AmazonDouble(_ => AmazonDouble.Answer(HttpStatusCode.OK, body, "text/plain"));

        var issued = (await RefreshAsync(amazon)).Value;

        issued.Access.Reveal().ShouldBe("Atza|a");
        issued.Refresh?.Reveal().ShouldBe(refresh);
        issued.Refresh.HasValue.ShouldBe(refresh is not null);
        issued.ExpiresIn.ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public async Task An_exchange_proves_who_started_it_and_puts_the_credentials_in_the_body()
    {
        using var amazon = new AmazonDouble(_ => AmazonDouble.Answer(HttpStatusCode.OK, Tokens));
        await ExchangeAsync(amazon);

        var sent = amazon.Sent.ShouldHaveSingleItem();
        sent.Method.ShouldBe(HttpMethod.Post);
        sent.Url.ShouldBe("https://api.amazon.co.uk/auth/o2/token");
        sent.Headers.Keys.ShouldNotContain("Authorization");
        sent.Headers["Content-Type"].ShouldBe("application/x-www-form-urlencoded");
        Form(sent.Body).ShouldBe(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "authorization_code",
            ["code"] = "AN+code/|",
            ["redirect_uri"] = "http://localhost:8000/api/v1/auth/amazon/callback",
            ["code_verifier"] = Verifier.Reveal(),
            ["client_id"] = "amzn1.application-oa2-client.test",
            ["client_secret"] = AmazonDouble.ClientSecret,
        }, ignoreOrder: true);
    }

    [Fact]
    public async Task A_refresh_sends_the_token_encoded()
    {
        using var amazon = new AmazonDouble(_ => AmazonDouble.Answer(HttpStatusCode.OK, Tokens));
        await RefreshAsync(amazon);

        var form = Form(amazon.Sent.ShouldHaveSingleItem().Body);
        form["grant_type"].ShouldBe("refresh_token");
        form["refresh_token"].ShouldBe("Atzr|canary-refresh-token");
        amazon.Sent.Single().Body.ShouldContain("Atzr%7Ccanary");
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_refresh_is_tried_twice_when_the_moment_was_bad_and_an_exchange_only_once(int status)
    {
        using var amazon = new AmazonDouble(_ => AmazonDouble.Answer((HttpStatusCode)status));

        await RefreshAsync(amazon);
        amazon.Sent.Count.ShouldBe(2);

        amazon.Sent.Clear();
        await ExchangeAsync(amazon);
        amazon.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_refused_grant_is_not_tried_again()
    {
        using var amazon = new AmazonDouble(_ => AmazonDouble.Answer(HttpStatusCode.BadRequest, """{"error":"invalid_grant"}"""));
        await RefreshAsync(amazon);
        amazon.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_second_try_may_succeed()
    {
        var calls = 0;
        using var amazon = new AmazonDouble(_ => ++calls == 1 ? throw new HttpRequestException("connection refused") : AmazonDouble.Answer(HttpStatusCode.OK, Tokens));
        (await RefreshAsync(amazon)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Silence_ends_after_five_seconds_a_try()
    {
        AmazonDouble? amazon = null;
        using var _ = amazon = new AmazonDouble(_ => Hang(amazon!));

        (await ExchangeAsync(amazon)).Error.ShouldBe(AmazonErrors.Timeout);
        amazon.Sent.Count.ShouldBe(1);

        (await RefreshAsync(amazon)).Error.ShouldBe(AmazonErrors.Timeout);
        amazon.Sent.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_broken_connection_is_no_ones_fault()
    {
        using var amazon = new AmazonDouble(_ => throw new HttpRequestException("reset", new IOException()));

        (await ExchangeAsync(amazon)).Error.Code.ShouldBe("amazon.unavailable");
        (await RefreshAsync(amazon)).Error.Code.ShouldBe("amazon.unavailable");
    }

    [Fact]
    public async Task An_answer_beyond_64_KB_is_not_read()
    {
        using var amazon = new AmazonDouble(_ => AmazonDouble.Answer(HttpStatusCode.OK, Tokens + new string(' ', 64 * 1024)));

        (await RefreshAsync(amazon)).Error.ShouldBe(AmazonErrors.InvalidAnswer);
        (await ExchangeAsync(amazon)).Error.ShouldBe(ConnectionErrors.ExchangeFailed);
    }

    [Fact]
    public async Task A_caller_who_goes_away_is_not_told_of_a_timeout()
    {
        using var gone = new CancellationTokenSource();
        using var amazon = new AmazonDouble(_ =>
        {
            gone.Cancel();
            throw new TaskCanceledException();
        });

        await Should.ThrowAsync<OperationCanceledException>(() => amazon.Lwa.RefreshAsync(Region.NA, Secret.From("Atzr|r"), gone.Token));
    }

    [Fact]
    public async Task Nothing_secret_is_logged_however_the_call_ends()
    {
        var answers = new Queue<HttpResponseMessage>(
        [
            AmazonDouble.Answer(HttpStatusCode.OK, Tokens),
            AmazonDouble.Answer(HttpStatusCode.OK, """{"access_token":"Atza|canary","expires_in":0}"""),
            AmazonDouble.Answer(HttpStatusCode.BadRequest, """{"error":"Atza|canary","error_description":"canary"}"""),
            AmazonDouble.Answer(HttpStatusCode.BadRequest, """{"error":"invalid_grant","error_description":"canary"}"""),
        ]);
        using var amazon = new AmazonDouble(_ => answers.TryDequeue(out var next) ? next : throw new HttpRequestException("refused"));
        for (var i = 0; i < 4; i++) await RefreshAsync(amazon);
        await ExchangeAsync(amazon);

        amazon.Log.Text.ShouldContain("code invalid_grant");
        amazon.Log.Text.ShouldNotContain("canary");
        amazon.Log.Text.ShouldNotContain("Atz");
        amazon.Log.Text.ShouldNotContain("AN+code");
        amazon.Log.Text.ShouldNotContain(Verifier.Reveal());
    }

    /// <summary>The challenge is the one of RFC 7636, appendix B.</summary>
    [Theory]
    [InlineData(Region.NA, "https://www.amazon.com/ap/oa")]
    [InlineData(Region.EU, "https://eu.account.amazon.com/ap/oa")]
    [InlineData(Region.FE, "https://apac.account.amazon.com/ap/oa")]
    public void The_consent_page_is_the_regions_own_and_gets_all_it_needs(Region region, string page)
    {
        using var amazon = new AmazonDouble();
        var url = amazon.Lwa.ConsentUrl(region, Secret.From("st+ate"), Verifier);

        url.GetLeftPart(UriPartial.Path).ShouldBe(page);
        Form(url.Query).ShouldBe(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["client_id"] = "amzn1.application-oa2-client.test",
            ["scope"] = "advertising::campaign_management",
            ["response_type"] = "code",
            ["redirect_uri"] = "http://localhost:8000/api/v1/auth/amazon/callback",
            ["state"] = "st+ate",
            ["code_challenge"] = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
            ["code_challenge_method"] = "S256",
        }, ignoreOrder: true);
    }

    [Fact]
    public void Only_enabled_regions_are_offered()
    {
        using var amazon = new AmazonDouble(settings: new Dictionary<string, string?>(StringComparer.Ordinal) { ["AmazonAds:EnabledRegions"] = "NA, fe" });

        amazon.Lwa.Offers(Region.NA).ShouldBeTrue();
        amazon.Lwa.Offers(Region.FE).ShouldBeTrue();
        amazon.Lwa.Offers(Region.EU).ShouldBeFalse();
    }

    private static Task<Result<IssuedTokens>> RefreshAsync(AmazonDouble amazon) =>
        amazon.Lwa.RefreshAsync(Region.NA, Secret.From("Atzr|canary-refresh-token"), TestContext.Current.CancellationToken);

    private static Task<Result<IssuedTokens>> ExchangeAsync(AmazonDouble amazon) =>
        amazon.Lwa.ExchangeAsync(Region.EU, "AN+code/|", Verifier, TestContext.Current.CancellationToken);

    private static Dictionary<string, string> Form(string text) =>
        QueryHelpers.ParseQuery(text).ToDictionary(p => p.Key, p => p.Value.ToString(), StringComparer.Ordinal);

    /// <summary>Lets the time of one attempt pass; the pipeline's timer then cancels it.</summary>
    private static HttpResponseMessage Hang(AmazonDouble amazon)
    {
        amazon.Clock.Advance(TimeSpan.FromSeconds(5));
        return AmazonDouble.Answer(HttpStatusCode.OK, Tokens);
    }
}
