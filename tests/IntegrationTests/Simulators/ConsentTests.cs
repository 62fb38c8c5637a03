using System.Net;
using static Accounts.IntegrationTests.Simulators.AmazonCaller;

namespace Accounts.IntegrationTests.Simulators;

public sealed class ConsentTests : SimulatorTest
{
    [Fact]
    public async Task An_allowed_consent_returns_a_code_the_granted_scope_and_the_state()
    {
        var back = await Simulators.ConsentAsync(Anonymous.ConsentUrl(), "northwind", ct: Ct);

        back.AbsoluteUri.ShouldStartWith(ReturnUrl + "&code=");
        back.AbsoluteUri.ShouldContain("scope=advertising%3A%3Acampaign_management");
        Query(back)["state"].ShouldBe("s1");
    }

    [Fact]
    public async Task A_cancelled_consent_returns_access_denied_and_no_code()
    {
        var back = await Simulators.ConsentAsync(Anonymous.ConsentUrl(), "northwind", allow: false, Ct);

        Query(back)["error"].ShouldBe("access_denied");
        Query(back)["state"].ShouldBe("s1");
        Query(back)["code"].ShouldBeNull();
    }

    [Theory]
    [InlineData("https://accounts.example/callback")]
    [InlineData(ReturnUrl + "&x=1")]
    [InlineData("https://evil.example/")]
    public async Task A_redirect_address_that_is_not_registered_exactly_is_refused(string redirectUri)
    {
        var refused = await Should.ThrowAsync<HttpRequestException>(
            () => Simulators.ConsentAsync(Anonymous.ConsentUrl(redirectUri: redirectUri), "northwind", ct: Ct));

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task One_unknown_scope_fails_the_whole_consent()
    {
        var url = Anonymous.ConsentUrl(scope: "advertising::campaign_management advertising::reporting");

        var answer = await Anonymous.SendAsync(new HttpRequestMessage(HttpMethod.Get, url));

        answer.Status.ShouldBe(302);
        Query(answer.Headers.Location!)["error"].ShouldBe("invalid_scope");
        Query(answer.Headers.Location!)["error_description"].ShouldBe("An unknown scope was requested");
    }

    [Fact]
    public async Task A_consent_may_grant_fewer_scopes_and_the_redirect_contains_the_granted_ones()
    {
        Simulators.Configure(new() { GrantedScopes = ["profile"] });

        var back = await Simulators.ConsentAsync(Anonymous.ConsentUrl(), "northwind", ct: Ct);
        var tokens = await Anonymous.ExchangeAsync(Query(back)["code"]!);
        using var caller = new AmazonCaller(Simulators, tokens.Text("access_token"));

        Query(back)["scope"].ShouldBe("profile");
        (await caller.ListAsync()).Status.ShouldBe(403);
    }
}
