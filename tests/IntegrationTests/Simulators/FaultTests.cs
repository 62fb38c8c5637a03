using Accounts.Simulators.Control;
using Accounts.Simulators.Worlds;

namespace Accounts.IntegrationTests.Simulators;

public sealed class FaultTests : SimulatorTest
{
    [Fact]
    public async Task A_fault_applies_to_the_configured_calls_and_every_call_is_logged()
    {
        using var caller = As("northwind");
        Simulators.Inject(new Fault
        {
            Route = Routes.ListAccounts,
            Kind = FaultKind.Status,
            Status = 503,
            Body = "<html>",
            ContentType = "text/html",
            Skip = 1,
            Times = 2
        });

        var statuses = new List<int>();
        for (var i = 0; i < 4; i++) statuses.Add((await caller.ListAsync()).Status);

        statuses.ShouldBe([200, 503, 503, 200]);
        Simulators.Calls.Count(Routes.ListAccounts).ShouldBe(4);
        Simulators.Calls.Count(Routes.ListAccounts, 503).ShouldBe(2);
    }

    [Fact]
    public async Task A_fault_of_one_region_does_not_affect_the_others()
    {
        using var caller = As("northwind");
        Simulators.Inject(new Fault { Route = Routes.ListProfiles, Kind = FaultKind.Status, Region = AdsRegion.Eu });

        (await caller.GetAsync("/v2/profiles", AdsRegion.Eu)).Status.ShouldBe(500);
        (await caller.GetAsync("/v2/profiles", AdsRegion.Fe)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_fault_of_one_scope_does_not_affect_the_others_and_the_log_contains_scope_and_query()
    {
        using var caller = As("northwind");
        var scopes = Enum.GetValues<AdsRegion>().Select(region => $"{Simulators.World("northwind").Agencies(region).Single().Id}").ToArray();
        Simulators.Inject(new Fault { Route = Routes.ListAdvertisers, Kind = FaultKind.Status, Status = 429, Scope = scopes[1] });

        var eu = await caller.GetAsync("/dsp/advertisers?count=7", AdsRegion.Eu, scope: scopes[1]);
        var fe = await caller.GetAsync("/dsp/advertisers", AdsRegion.Fe, scope: scopes[2]);
        var none = await caller.GetAsync("/dsp/advertisers", AdsRegion.Eu);

        (eu.Status, fe.Status, none.Status).ShouldBe((429, 200, 401));
        Simulators.Calls.Recent.Select(call => (call.Region, call.Scope, call.Query)).ShouldBe(
            [(AdsRegion.Eu, scopes[1], "?count=7"), (AdsRegion.Fe, scopes[2], ""), (AdsRegion.Eu, null, "")]);
    }

    [Theory]
    [InlineData(FaultKind.Reset)]
    [InlineData(FaultKind.Cut)]
    [InlineData(FaultKind.After)]
    public async Task A_broken_connection_breaks_the_call(FaultKind kind)
    {
        using var caller = As("northwind");
        Simulators.Inject(new Fault { Route = Routes.ListAccounts, Kind = kind, Times = 1 });

        await Should.ThrowAsync<HttpRequestException>(() => caller.ListAsync());
        (await caller.ListAsync()).Status.ShouldBe(200);
        Simulators.Calls.Recent.Select(call => call.Status).ShouldBe([null, 200]);
    }

    [Fact]
    public async Task The_fault_After_issues_the_tokens_but_sends_no_response()
    {
        Simulators.Configure(new() { RotateRefreshTokens = true });
        var first = Simulators.IssueTokens("northwind");
        Simulators.Inject(new Fault { Route = Routes.Token, Kind = FaultKind.After, Times = 1 });

        await Should.ThrowAsync<HttpRequestException>(() => Anonymous.RefreshAsync(first.RefreshToken));

        Simulators.Grants.Single().RefreshToken.ShouldNotBe(first.RefreshToken);
    }

    [Fact]
    public async Task A_truncated_response_is_valid_http_and_invalid_json()
    {
        using var caller = As("northwind");
        Simulators.Inject(new Fault { Route = Routes.ListAccounts, Kind = FaultKind.Truncate });

        var answer = await caller.ListAsync();

        answer.Status.ShouldBe(200);
        answer.Body.ShouldStartWith("""{"adsAccounts":[""");
        answer.IsJson().ShouldBeFalse();
    }

    [Fact]
    public async Task A_stalled_call_gets_no_response_before_its_timeout()
    {
        using var caller = As("northwind");
        using var impatient = new HttpClient { Timeout = TimeSpan.FromMilliseconds(200) };
        Simulators.Inject(new Fault { Route = Routes.ClerkKeys, Kind = FaultKind.Stall });

        await Should.ThrowAsync<TaskCanceledException>(() => impatient.GetAsync(new Uri(Simulators.Clerk.Issuer + "/.well-known/jwks.json"), Ct));
    }

    [Theory]
    [InlineData("7", "7", "application/json")]
    [InlineData(Throttle.None, null, "application/json")]
    [InlineData(Throttle.Html, null, "text/html")]
    public async Task A_throttle_refuses_beyond_its_burst_and_refills_with_time(string retryAfter, string? header, string mediaType)
    {
        using var caller = As("northwind");
        Simulators.Limit(new Throttle(Routes.ListAccounts, Rate: 1, Burst: 2, retryAfter));
        await caller.ListAsync();
        await caller.ListAsync();

        var refused = await caller.ListAsync();
        Simulators.Advance(TimeSpan.FromSeconds(2));

        refused.Status.ShouldBe(429);
        refused.MediaType.ShouldBe(mediaType);
        (refused.Headers.TryGetValues("Retry-After", out var values) ? values.Single() : null).ShouldBe(header);
        (await caller.ListAsync()).Status.ShouldBe(200);
    }

    [Fact]
    public async Task The_call_log_contains_the_names_of_form_fields_but_no_secrets()
    {
        var tokens = Simulators.IssueTokens("northwind");
        await Anonymous.RefreshAsync(tokens.RefreshToken);
        await Simulators.ConsentAsync(Anonymous.ConsentUrl("&nonce=secret-state"), "northwind", ct: Ct);

        using var http = new HttpClient();
        var log = await http.GetStringAsync(new Uri(Simulators.Address, "control/calls"), Ct);

        log.ShouldContain("\"client_secret\"");
        log.ShouldContain(tokens.GrantId);
        log.ShouldNotContain(AmazonCaller.ClientSecret[..8]);
        log.ShouldNotContain("Atzr|");
        log.ShouldNotContain("secret-state");
    }
}
