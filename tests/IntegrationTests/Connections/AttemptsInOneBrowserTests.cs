using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using static Accounts.IntegrationTests.Connections.StoredConnections;

namespace Accounts.IntegrationTests.Connections;

/// <summary>The cookies that bind an authorization flow to its browser.</summary>
public sealed class AttemptsInOneBrowserTests(ConnectedWorld world) : IClassFixture<ConnectedWorld>
{
    /// <summary>Neither request has a cookie, as when both are sent at the same moment.</summary>
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public async Task Two_attempts_that_start_without_a_cookie_both_finish(int first, int second)
    {
        using var person = world.NewPerson();
        var browser = new CookieContainer();
        Uri[] backs = [await StartAsync(person, browser), await StartAsync(person, browser)];

        (await FinishAsync(browser, backs[first])).ShouldBe("?success=true");
        (await FinishAsync(browser, backs[second])).ShouldBe("?success=true");
        browser.GetCookies(world.Address).ShouldBeEmpty("a finished attempt needs no cookie");
    }

    [Fact]
    public async Task Each_of_five_live_attempts_can_finish()
    {
        using var person = world.NewPerson();
        var backs = new List<Uri>();
        for (var i = 0; i < 5; i++) backs.Add(await person.ConsentAsync("northwind", query: "?connection=new"));

        foreach (var back in backs) (await person.VisitAsync(back)).Location!.Query.ShouldBe("?success=true");
    }

    [Fact]
    public async Task A_browser_keeps_no_more_cookies_than_attempts_can_be_live()
    {
        using var person = world.NewPerson();
        var browser = new CookieContainer();
        for (var i = 0; i < 9; i++) await LoginAsync(person, browser, sendCookies: true);

        browser.GetCookies(world.Address).Count.ShouldBe(5);
        (await world.CountAsync(person, "oauth_states")).ShouldBe(5);
    }

    [Theory]
    [InlineData("cross-site", null)]
    [InlineData("same-site", null)]
    [InlineData("cross-site", "(own)")]
    [InlineData(null, "https://evil.example")]
    [InlineData(null, "null")]
    public async Task A_cross_origin_start_is_refused_instead_of_returning_a_link_that_cannot_work(string? site, string? origin)
    {
        using var person = world.NewPerson();

        using var answer = await SendAsync(person, ("Sec-Fetch-Site", site),
            ("Origin", origin == "(own)" ? world.Address.GetLeftPart(UriPartial.Authority) : origin));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = (await ApiAnswer.OfAsync(answer)).Json;
        problem.GetProperty("code").GetString().ShouldBe("connection.same_origin_required");
        problem.GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain("Frontend__StaticPath");
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
        (await world.CountAsync(person, "oauth_states")).ShouldBe(0);
    }

    [Theory]
    [InlineData("same-origin", null)]
    [InlineData("none", null)]
    [InlineData(null, "(own)")]
    [InlineData(null, null)]
    public async Task A_start_from_our_own_origin_is_accepted(string? site, string? origin)
    {
        using var person = world.NewPerson();

        using var answer = await SendAsync(person, ("Sec-Fetch-Site", site),
            ("Origin", origin is null ? null : world.Address.GetLeftPart(UriPartial.Authority)));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private async Task<Uri> StartAsync(Person person, CookieContainer browser) =>
        await world.Amazon.ConsentAsync(new Uri((await LoginAsync(person, browser, sendCookies: false)).GetProperty("auth_url").GetString()!),
            "northwind", allow: true);

    private async Task<JsonElement> LoginAsync(Person person, CookieContainer browser, bool sendCookies)
    {
        using var answer = await SendAsync(person, ("Cookie", sendCookies ? browser.GetCookieHeader(world.Address) : null));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        Keep(browser, answer);
        return (await ApiAnswer.OfAsync(answer)).Json;
    }

    private async Task<string> FinishAsync(CookieContainer browser, Uri back)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, back);
        request.Headers.TryAddWithoutValidation("Cookie", browser.GetCookieHeader(world.Address));
        using var answer = await client.SendAsync(request);
        Keep(browser, answer);
        return answer.Headers.Location!.Query;
    }

    private async Task<HttpResponseMessage> SendAsync(Person person, params (string Name, string? Value)[] headers)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(world.Address, Login + "?connection=new"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", world.Amazon.Clerk.TokenFor(person.Clerk));
        foreach (var (name, value) in headers)
            if (value is not null) request.Headers.TryAddWithoutValidation(name, value);
        return await client.SendAsync(request);
    }

    private void Keep(CookieContainer browser, HttpResponseMessage answer)
    {
        if (!answer.Headers.TryGetValues("Set-Cookie", out var cookies)) return;
        foreach (var cookie in cookies) browser.SetCookies(world.Address, cookie);
    }
}
