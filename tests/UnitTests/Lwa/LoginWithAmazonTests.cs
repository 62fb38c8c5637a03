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
        amazon.Log.Text.ShouldNotContain("System.Net.Http.HttpClient");
        amazon.Log.Text.ShouldNotContain("canary");
        amazon.Log.Text.ShouldNotContain("Atz");
        amazon.Log.Text.ShouldNotContain("AN+code");
        amazon.Log.Text.ShouldNotContain(Verifier.Reveal());
    }

    private static Task<Result<IssuedTokens>> RefreshAsync(AmazonDouble amazon) =>
        amazon.Lwa.RefreshAsync(Region.NA, Secret.From("Atzr|canary-refresh-token"), TestContext.Current.CancellationToken);

    private static Task<Result<IssuedTokens>> ExchangeAsync(AmazonDouble amazon) =>
        amazon.Lwa.ExchangeAsync(Region.EU, Secret.From("AN+code/|"), Verifier, TestContext.Current.CancellationToken);

    private static Dictionary<string, string> Form(string text) =>
        QueryHelpers.ParseQuery(text).ToDictionary(p => p.Key, p => p.Value.ToString(), StringComparer.Ordinal);

    /// <summary>Lets the time of one attempt pass; the pipeline's timer then cancels it.</summary>
    private static HttpResponseMessage Hang(AmazonDouble amazon)
    {
        amazon.Clock.Advance(TimeSpan.FromSeconds(5));
        return AmazonDouble.Answer(HttpStatusCode.OK, Tokens);
    }
}
