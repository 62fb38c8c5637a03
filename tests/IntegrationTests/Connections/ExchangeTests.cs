using System.Net;
using Accounts.IntegrationTests.AmazonAds;
using Accounts.IntegrationTests.Sync;
using Accounts.Simulators.Control;
using Accounts.Simulators.Lwa;
using static Accounts.IntegrationTests.Connections.StoredConnections;

namespace Accounts.IntegrationTests.Connections;

/// <summary>An exchange without valid tokens stores nothing, sends the code once, and the user can start again.</summary>
public sealed class ExchangeTests(ConnectedWorld world) : IClassFixture<ConnectedWorld>, IAsyncDisposable
{
    private const string Access = "Atza|a-fine-access-token";
    private const string Good =
        $$"""{"access_token":"{{Access}}","refresh_token":"Atzr|a-fine-refresh-token","token_type":"bearer","expires_in":3600}""";

    [Theory]
    [InlineData(400, """{"error":"invalid_grant","error_description":"The request has an invalid grant parameter : code"}""",
        "oauth.exchange_failed")]
    [InlineData(400, """{"error":"invalid_request"}""", "oauth.exchange_failed")]
    [InlineData(400, "<html>", "oauth.exchange_failed")]
    [InlineData(401, """{"error":"invalid_client"}""", "oauth.client_rejected")]
    [InlineData(400, """{"error":"unauthorized_client"}""", "oauth.client_rejected")]
    [InlineData(500, "", "amazon.unavailable")]
    [InlineData(503, """{"error":"invalid_grant"}""", "amazon.unavailable")]
    [InlineData(429, "", "amazon.unavailable")]
    [InlineData(302, "", "oauth.exchange_failed")]
    [InlineData(200, "", "oauth.exchange_failed")]
    [InlineData(200, "<html><body>Sign in</body></html>", "oauth.exchange_failed")]
    [InlineData(200, "[]", "oauth.exchange_failed")]
    [InlineData(200, "{}", "oauth.exchange_failed")]
    [InlineData(200, "null", "oauth.exchange_failed")]
    [InlineData(200, """{"error":"invalid_client"}""", "oauth.client_rejected")]
    public async Task An_answer_without_tokens_is_a_named_error(int status, string body, string expected) => await FailsAsync(
        new Fault { Route = Routes.Token, Kind = FaultKind.Status, Times = 1, Status = status, Body = body }, expected);

    [Theory]
    [InlineData("\"refresh_token\":\"Atzr|a-fine-refresh-token\",", "")]
    [InlineData("Atzr|a-fine-refresh-token", "")]
    [InlineData("\"Atzr|a-fine-refresh-token\"", "null")]
    [InlineData("\"Atzr|a-fine-refresh-token\"", "7")]
    [InlineData(Access, "")]
    [InlineData(Access, "Atza|two words")]
    [InlineData(Access, "Atza|line\\nX-Header: y")]
    [InlineData(Access, "Atza|\\u0000")]
    [InlineData(Access, "5000")]
    public async Task Tokens_that_make_no_sense_are_not_stored(string part, string instead)
    {
        if (instead == "5000") instead = "Atza|" + new string('A', 5000);
        await FailsAsync(
            new Fault
            {
                Route = Routes.Token,
                Kind = FaultKind.Status,
                Times = 1,
                Status = 200,
                Body = Good.Replace(part, instead, StringComparison.Ordinal),
            },
            "oauth.exchange_failed");
    }

    [Theory]
    [InlineData(FaultKind.Reset, "amazon.unavailable")]
    [InlineData(FaultKind.After, "amazon.unavailable")]
    [InlineData(FaultKind.Cut, "amazon.unavailable")]
    [InlineData(FaultKind.Truncate, "oauth.exchange_failed")]
    [InlineData(FaultKind.Stall, "amazon.timeout")]
    public async Task A_missing_response_maps_to_a_documented_error(FaultKind kind, string expected) => await FailsAsync(
        new Fault { Route = Routes.Token, Kind = kind, Times = 1, DoWork = true }, expected);

    [Theory]
    [InlineData("gzip", 200, "oauth.exchange_failed")]
    [InlineData("br", 200, "oauth.exchange_failed")]
    [InlineData("unknown", 200, "oauth.exchange_failed")]
    [InlineData("gzip", 400, "oauth.exchange_failed")]
    [InlineData("gzip", 503, "amazon.unavailable")]
    public async Task An_answer_that_cannot_be_decoded_is_a_named_error(string encoding, int status, string expected) =>
        await FailsAsync(Undecodable.Fault(Routes.Token, encoding, status, Good) with { Times = 1 }, expected);

    /// <summary>Issued tokens are never discarded because of another member.</summary>
    [Theory]
    [InlineData("3600", "\"3600\"")]
    [InlineData("3600", "3600.0")]
    [InlineData("3600", "0")]
    [InlineData("3600", "-1")]
    [InlineData("3600", "1000000000000")]
    [InlineData("3600", "1e400")]
    [InlineData("3600", "null")]
    [InlineData("3600", "\"soon\"")]
    [InlineData("3600", "{\"\\ud83d\":1}")]
    [InlineData(",\"expires_in\":3600", "")]
    public async Task Tokens_with_an_unusual_lifetime_are_stored_for_an_hour(string part, string instead)
    {
        using var person = world.NewPerson();
        var body = Good.Replace(part, instead, StringComparison.Ordinal);
        world.Amazon.Inject(new Fault { Route = Routes.Token, Kind = FaultKind.Status, Times = 1, Status = 200, Body = body });

        await person.ConnectAsync("northwind");

        (await world.ConnectionAsync<bool>(person, "expires_at between app.now() + interval '55 minutes' and app.now() + interval '60 minutes'"))
            .ShouldBeTrue();
        (await world.PlainAsync(person, "encrypted_access_token")).ShouldBe(Access);
    }

    [Fact]
    public async Task Only_the_granted_scopes_are_stored_and_calls_that_need_another_are_forbidden()
    {
        world.Amazon.Configure(new LwaBehaviour { GrantedScopes = ["profile"] });
        using var person = world.NewPerson();

        await person.ConnectAsync("northwind");

        (await person.GetAsync(Status)).Json.GetProperty("scope").GetString().ShouldBe("profile");
        var denied = await person.GetAsync(Live);
        denied.Status.ShouldBe(HttpStatusCode.Forbidden, denied.Text);
        denied.Code.ShouldNotBeNull().ShouldStartWith("amazon.");
        (await world.ConnectionAsync<string>(person, "status")).ShouldBe("active");
    }

    public async ValueTask DisposeAsync()
    {
        world.Amazon.Configure(new LwaBehaviour());
        await world.SettleAsync();
    }

    private async Task FailsAsync(Fault fault, string expected)
    {
        using var person = world.NewPerson();
        var back = await person.ConsentAsync("northwind");
        world.Amazon.ClearCalls();
        world.Amazon.Inject(fault);

        (await person.VisitAsync(back)).ErrorOf().ShouldBe(expected);

        world.Amazon.Calls.Count(Routes.Token).ShouldBe(1);
        (await world.CountAsync(person, "oauth_tokens")).ShouldBe(0);
        (await world.CountAsync(person, "oauth_states", "used_at is not null")).ShouldBe(1);
        (await world.AuditAsync(person, "connection.connect")).ShouldBe([$"connection.connect failure {expected}"]);
        (await person.VisitAsync(back)).ErrorOf().ShouldBe("oauth.invalid_state");
        await person.ConnectAsync("northwind");
    }
}
