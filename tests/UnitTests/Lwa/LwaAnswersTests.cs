using System.Net;
using Accounts.Application.Common.Ports;
using Accounts.Application.Connections;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Accounts.UnitTests.AmazonAds;

namespace Accounts.UnitTests.Lwa;

/// <summary>Verifies how each response of Login with Amazon is translated.</summary>
public sealed class LwaAnswersTests
{
    private const string Tokens = """{"access_token":"Atza|a","refresh_token":"Atzr|r","token_type":"bearer","expires_in":3600}""";
    private static readonly Secret Verifier = Secret.From("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");

    /// <summary>Status, body, error code of a refresh, error code of an exchange.</summary>
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
        { 200, """{"error":"invalid_grant","error_description":"x"}""", "connection.reauthorization_required", "oauth.exchange_failed" },
        { 200, """{"error":"Invalid_Grant"}""", "connection.reauthorization_required", "oauth.exchange_failed" },
        { 200, """{"error":"invalid_client"}""", "oauth.client_rejected", "oauth.client_rejected" },
        { 200, """{"error":"server_error"}""", "amazon.unavailable", "amazon.unavailable" },
        { 200, """{"error":"\ud83d"}""", "amazon.rejected", "oauth.exchange_failed" },
        { 200, """{"error":null}""", "amazon.invalid_answer", "oauth.exchange_failed" },
        { 400, """{"error":"INVALID_GRANT"}""", "connection.reauthorization_required", "oauth.exchange_failed" },
        { 400, """{"error":"temporarily_unavailable"}""", "amazon.unavailable", "amazon.unavailable" },
        { 302, "", "amazon.invalid_answer", "oauth.exchange_failed" },
    };

    /// <summary>Bodies of status 200 that are not valid token responses.</summary>
    public static TheoryData<string> Nonsense =>
    [
        "", "<html>welcome</html>", """{"access_token":"Atza|a","expires_in":36""", "[]", "null", "7",
        """{"refresh_token":"Atzr|r","expires_in":3600}""",
        """{"access_token":null,"expires_in":3600}""",
        """{"access_token":"","expires_in":3600}""",
        """{"access_token":["Atza|a"],"expires_in":3600}""",
        """{"access_token":"Atza|a\nX: y","expires_in":3600}""",
        """{"access_token":"Atza|\u0000","expires_in":3600}""",
        $$"""{"access_token":"{{new string('a', 2049)}}","expires_in":3600}""",
    ];

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_refusal_maps_to_the_error_of_its_cause(int status, string body, string refresh, string exchange)
    {
        using var amazon = new AmazonDouble(_ => AmazonDouble.Answer((HttpStatusCode)status, body));

        (await RefreshAsync(amazon)).Error.Code.ShouldBe(refresh);
        (await ExchangeAsync(amazon)).Error.Code.ShouldBe(exchange);
    }

    [Theory]
    [MemberData(nameof(Nonsense))]
    public async Task A_malformed_success_response_is_an_error(string body)
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
    [InlineData("""{"access_token":"Atza|a","expires_in":3600.0}""", null, 3600)]
    [InlineData("""{"access_token":"Atza|a","expires_in":"1800.9"}""", null, 1800)]
    [InlineData("""{"access_token":"Atza|a","expires_in":1.8e3}""", null, 1800)]
    [InlineData("""{"access_token":"Atza|a"}""", null, 3600)]
    [InlineData("""{"access_token":"Atza|a","expires_in":null}""", null, 3600)]
    [InlineData("""{"access_token":"Atza|a","expires_in":0}""", null, 3600)]
    [InlineData("""{"access_token":"Atza|a","expires_in":-3600}""", null, 3600)]
    [InlineData("""{"access_token":"Atza|a","expires_in":"soon"}""", null, 3600)]
    [InlineData("""{"access_token":"Atza|a","expires_in":"Infinity"}""", null, 3600)]
    [InlineData("""{"access_token":"Atza|a","expires_in":"NaN"}""", null, 3600)]
    [InlineData("""{"access_token":"Atza|a","expires_in":[7200]}""", null, 3600)]
    [InlineData("""{"access_token":"Atza|a","expires_in":86401}""", null, 3600)]
    [InlineData("""{"access_token":"Atza|a","expires_in":1000000000000}""", null, 3600)]
    [InlineData("""{"access_token":"Atza|a","expires_in":1e400}""", null, 3600)]
    [InlineData("""{"access_token":"Atza|a","refresh_token":"Atzr|\u0007","expires_in":60}""", null, 60)]
    [InlineData("""{"access_token":"Atza|a","refresh_token":7,"expires_in":60}""", null, 60)]
    [InlineData("""{"access_token":"Atza|a","expires_in":60,"token_type":{"x":"\ud83d"},"\ud83d":"\ud83d"}""", null, 60)]
    [InlineData("""{"access_token":"Atza|a","expires_in":60,"error":"invalid_grant"}""", null, 60)]
    public async Task Tokens_are_read_from_every_valid_response(string body, string? refresh, int seconds)
    {
        using var amazon = new AmazonDouble(_ => AmazonDouble.Answer(HttpStatusCode.OK, body, "text/plain"));

        var issued = (await RefreshAsync(amazon)).Value;

        issued.Access.Reveal().ShouldBe("Atza|a");
        issued.Refresh?.Reveal().ShouldBe(refresh);
        issued.Refresh.HasValue.ShouldBe(refresh is not null);
        issued.ExpiresIn.ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    private static Task<Result<IssuedTokens>> RefreshAsync(AmazonDouble amazon) =>
        amazon.Lwa.RefreshAsync(Region.NA, Secret.From("Atzr|canary-refresh-token"), _ =>
            Task.FromResult(true), TestContext.Current.CancellationToken);

    private static Task<Result<IssuedTokens>> ExchangeAsync(AmazonDouble amazon) =>
        amazon.Lwa.ExchangeAsync(Region.EU, Secret.From("AN+code/|"), Verifier, TestContext.Current.CancellationToken);
}
