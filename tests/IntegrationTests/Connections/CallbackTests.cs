using Accounts.Simulators.Control;

namespace Accounts.IntegrationTests.Connections;

public sealed class CallbackTests(ConnectedWorld world) : IClassFixture<ConnectedWorld>
{
    [Fact]
    public async Task A_denied_consent_redirects_with_access_denied_and_consumes_the_state()
    {
        using var person = world.NewPerson();
        var back = await person.ConsentAsync("northwind", allow: false);
        world.Amazon.ClearCalls();

        var answer = await person.VisitAsync(back);

        answer.Headers["Location"].ShouldBe(
            $"{world.Address}callback?error=oauth.access_denied"
            + "&error_description=Access%20was%20not%20granted%20at%20Amazon%3B%20connect%20again%20to%20grant%20it.");
        (await world.CountAsync(person, "oauth_states", "used_at is not null")).ShouldBe(1);
        (await world.AuditAsync(person, "connection.connect")).ShouldBe(["connection.connect failure oauth.access_denied"]);
        (await person.VisitAsync(back)).ErrorOf().ShouldBe("oauth.invalid_state");
        world.Amazon.Calls.Count(Routes.Token).ShouldBe(0);
    }

    [Theory]
    [InlineData("access_denied", "oauth.access_denied")]
    [InlineData("server_error", "oauth.consent_failed")]
    [InlineData("<script>alert(1)</script>", "oauth.consent_failed")]
    [InlineData("", "oauth.consent_failed")]
    public async Task The_error_text_of_amazon_is_not_passed_on(string error, string expected)
    {
        using var person = world.NewPerson();
        var back = await person.ConsentAsync("northwind");
        var state = System.Web.HttpUtility.ParseQueryString(back.Query)["state"];

        var answer = await person.VisitAsync(new Uri(
            $"{back.GetLeftPart(UriPartial.Path)}?error={Uri.EscapeDataString(error)}"
            + $"&error_description=%3Cscript%3Ealert(2)%3C%2Fscript%3E&state={state}"));

        answer.ErrorOf().ShouldBe(expected);
        answer.Headers["Location"].ShouldNotContain("alert", Case.Insensitive);
        answer.Text.ShouldNotContain("alert", Case.Insensitive);
        (await world.AuditAsync(person, "connection.connect")).ShouldBe([$"connection.connect failure {expected}"]);
        (await person.VisitAsync(back)).ErrorOf().ShouldBe("oauth.invalid_state");
    }

    [Theory]
    [InlineData("")]
    [InlineData("&code=")]
    [InlineData("&code=AN%0AX-Header")]
    [InlineData("&code=AN%20b")]
    [InlineData("&code=AN%00")]
    [InlineData("&code=%C3%A9")]
    [InlineData("&code=ANa&code=ANb")]
    [InlineData("&code=4096")]
    [InlineData("&code=5000")]
    public async Task A_malformed_code_consumes_the_state_and_is_not_sent_to_amazon(string code)
    {
        using var person = world.NewPerson();
        var back = await person.ConsentAsync("northwind");
        var state = System.Web.HttpUtility.ParseQueryString(back.Query)["state"];
        if (int.TryParse(code.Split('=').Last(), out var length)) code = "&code=" + new string('A', length);
        world.Amazon.ClearCalls();

        var answer = await person.VisitAsync(new Uri($"{back.GetLeftPart(UriPartial.Path)}?state={state}{code}"));

        answer.ErrorOf().ShouldBe("oauth.invalid_state");
        world.Amazon.Calls.Count(Routes.Token).ShouldBe(0);
        (await world.CountAsync(person, "oauth_states", "used_at is not null")).ShouldBe(1);
        (await world.CountAsync(person, "oauth_tokens")).ShouldBe(0);
    }

    [Fact]
    public async Task A_code_of_another_users_consent_is_refused_by_its_challenge()
    {
        using var person = world.NewPerson();
        using var thief = world.NewPerson();
        var stolen = System.Web.HttpUtility.ParseQueryString((await person.ConsentAsync("northwind")).Query)["code"];
        var own = System.Web.HttpUtility.ParseQueryString((await thief.ConsentAsync("contoso")).Query)["state"];

        var answer = await thief.VisitAsync(new Uri(world.Address, $"api/v1/auth/amazon/callback?code={stolen}&state={own}"));

        answer.ErrorOf().ShouldBe("oauth.exchange_failed");
        (await world.CountAsync(thief, "oauth_tokens")).ShouldBe(0);
    }

    [Fact]
    public async Task A_callback_is_not_cached_and_sends_no_referrer()
    {
        using var person = world.NewPerson();

        var answer = await person.VisitAsync(await person.ConsentAsync("northwind"));

        answer.Headers["Cache-Control"].ShouldContain("no-store");
        answer.Headers["Referrer-Policy"].ShouldBe("no-referrer");
        (await world.AuditAsync(person, "connection.connect")).ShouldBe(["connection.connect success"]);
    }
}
