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
    public async Task An_exchange_sends_the_code_verifier_and_the_client_credentials_in_the_body()
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
    public async Task A_refresh_sends_the_token_form_encoded()
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
    public async Task A_transient_failure_is_retried_once_for_a_refresh_and_never_for_an_exchange(int status)
    {
        using var amazon = new AmazonDouble(_ => AmazonDouble.Answer((HttpStatusCode)status));

        await RefreshAsync(amazon);
        amazon.Sent.Count.ShouldBe(2);

        amazon.Sent.Clear();
        await ExchangeAsync(amazon);
        amazon.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_refused_grant_is_not_retried()
    {
        using var amazon = new AmazonDouble(_ => AmazonDouble.Answer(HttpStatusCode.BadRequest, """{"error":"invalid_grant"}"""));
        await RefreshAsync(amazon);
        amazon.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_refresh_succeeds_on_its_second_attempt()
    {
        var calls = 0;
        using var amazon = new AmazonDouble(_ =>
            ++calls == 1 ? throw new HttpRequestException("connection refused") : AmazonDouble.Answer(HttpStatusCode.OK, Tokens));
        (await RefreshAsync(amazon)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task An_attempt_times_out_after_five_seconds()
    {
        AmazonDouble? amazon = null;
        using var _ = amazon = new AmazonDouble(_ => Hang(amazon!));

        (await ExchangeAsync(amazon)).Error.ShouldBe(AmazonErrors.Timeout);
        amazon.Sent.Count.ShouldBe(1);

        (await RefreshAsync(amazon)).Error.ShouldBe(AmazonErrors.Timeout);
        amazon.Sent.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_broken_connection_is_reported_as_unavailable()
    {
        using var amazon = new AmazonDouble(_ => throw new HttpRequestException("reset", new IOException()));

        (await ExchangeAsync(amazon)).Error.Code.ShouldBe("amazon.unavailable");
        (await RefreshAsync(amazon)).Error.Code.ShouldBe("amazon.unavailable");
    }

    [Fact]
    public async Task A_response_over_64_KB_is_refused()
    {
        using var amazon = new AmazonDouble(_ => AmazonDouble.Answer(HttpStatusCode.OK, Tokens + new string(' ', 64 * 1024)));

        (await RefreshAsync(amazon)).Error.ShouldBe(AmazonErrors.InvalidAnswer);
        (await ExchangeAsync(amazon)).Error.ShouldBe(ConnectionErrors.ExchangeFailed);
    }

    [Fact]
    public async Task Cancellation_by_the_caller_is_not_reported_as_a_timeout()
    {
        using var gone = new CancellationTokenSource();
        using var amazon = new AmazonDouble(_ =>
        {
            gone.Cancel();
            throw new TaskCanceledException();
        });

        await Should.ThrowAsync<OperationCanceledException>(() =>
            amazon.Lwa.RefreshAsync(Region.NA, Secret.From("Atzr|r"), _ => Task.FromResult(true), gone.Token));
    }

    [Fact]
    public async Task No_outcome_of_a_call_logs_a_secret()
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
        amazon.Lwa.RefreshAsync(Region.NA, Secret.From("Atzr|canary-refresh-token"), _ =>
            Task.FromResult(true), TestContext.Current.CancellationToken);

    private static Task<Result<IssuedTokens>> ExchangeAsync(AmazonDouble amazon) =>
        amazon.Lwa.ExchangeAsync(Region.EU, Secret.From("AN+code/|"), Verifier, TestContext.Current.CancellationToken);

    private static Dictionary<string, string> Form(string text) =>
        QueryHelpers.ParseQuery(text).ToDictionary(p => p.Key, p => p.Value.ToString(), StringComparer.Ordinal);

    /// <summary>Advances the clock by the timeout of one attempt, so that the pipeline cancels the attempt.</summary>
    private static HttpResponseMessage Hang(AmazonDouble amazon)
    {
        amazon.Clock.Advance(TimeSpan.FromSeconds(5));
        return AmazonDouble.Answer(HttpStatusCode.OK, Tokens);
    }
}
