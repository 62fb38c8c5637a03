using System.Net;
using System.Text.Json;
using Accounts.IntegrationTests.Connections;
using Accounts.IntegrationTests.Harness;
using Accounts.Simulators;
using Accounts.Simulators.Control;

namespace Accounts.IntegrationTests.AmazonAds;

/// <summary>A world with an agency, whose breakers open as they do in production.</summary>
public sealed class BreakingWorld(TestServers servers) : ApiWorld(servers)
{
    protected override SimulatorOptions Simulated => new() { Accounts = 30, Agencies = 1, AdvertisersPerAgency = 3, Managers = 0 };

    protected override (string Name, string Value)[] Changes => [("Resilience:Breaker:MinimumCalls", "10")];
}

/// <summary>Amazon or a part of it is unavailable: stored data is returned and marked as stale. Each test has its own breakers.</summary>
public sealed class DegradedTests(TestServers servers) : IAsyncLifetime
{
    private const string Live = "/api/v1/accounts/amazon-ads-accounts?live=true&max_results=10";
    private static readonly Fault AccountsFail = new() { Route = Routes.ListAccounts, Kind = FaultKind.Status, Status = 500 };
    private readonly BreakingWorld _world = new(servers);
    private Person _person = null!;

    public async ValueTask InitializeAsync()
    {
        await _world.InitializeAsync();
        _person = _world.NewPerson();
    }

    [Fact]
    public async Task A_live_list_that_fails_on_its_first_page_returns_the_stored_list_marked_as_stale()
    {
        await _person.ConnectAndSyncAsync("northwind");
        _world.Amazon.Inject(AccountsFail);

        var ids = new List<string>();
        var next = "";
        do
        {
            var page = (await _person.GetAsync(next is "" ? Live : $"{Live}&next_token={Uri.EscapeDataString(next)}")).Json;
            IsStale(page).ShouldBeTrue();
            page.GetProperty("cached").GetBoolean().ShouldBeTrue();
            page.GetProperty("source").GetString().ShouldBe("store");
            ids.AddRange(page.GetProperty("accounts").EnumerateArray().Select(a => a.GetProperty("adsAccountId").GetString()!));
            next = page.GetProperty("nextToken").GetString();
        }
        while (next is not null);

        ids.Distinct().Count().ShouldBe(30);
    }

    [Fact]
    public async Task A_live_list_that_fails_after_its_first_page_returns_503()
    {
        await _person.ConnectAndSyncAsync("northwind");
        var first = (await _person.GetAsync(Live)).Json;
        IsStale(first).ShouldBeFalse();
        _world.Amazon.Inject(AccountsFail);

        var second = await _person.GetAsync($"{Live}&next_token={Uri.EscapeDataString(first.GetProperty("nextToken").GetString()!)}");

        second.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        second.Headers.Keys.ShouldContain("Retry-After");
    }

    [Fact]
    public async Task An_open_breaker_sends_no_calls_and_one_successful_probe_closes_it()
    {
        await _person.ConnectAndSyncAsync("northwind");
        _world.Amazon.Inject(AccountsFail);
        await Eventually.IsTrueAsync(async () =>
        {
            await _person.GetAsync(Live);
            return await BreakerAsync("accounts") == "open";
        }, "Opening");
        _world.Amazon.ClearCalls();

        IsStale((await _person.GetAsync(Live)).Json).ShouldBeTrue();
        var account = (await _person.AccountsAsync("id"))[0];
        (await _person.GetAsync($"/api/v1/accounts/{account}/status")).Status.ShouldBe(HttpStatusCode.OK);
        (await _person.SendAsync(HttpMethod.Post, $"/api/v1/accounts/{account}/sync")).ShouldSatisfyAllConditions(
            refused => refused.Status.ShouldBe(HttpStatusCode.ServiceUnavailable), refused => refused.Headers.Keys.ShouldContain("Retry-After"));
        _world.Amazon.Calls.Count(Routes.ListAccounts).ShouldBe(0);
        _world.Amazon.Calls.Count(Routes.GetAccount).ShouldBe(0, "both calls belong to one group");
        (await _person.GetAsync("/api/v1/accounts")).Status.ShouldBe(HttpStatusCode.OK);

        _world.Amazon.ClearFaults();
        await Eventually.IsTrueAsync(async () => !IsStale((await _person.GetAsync(Live)).Json), "The probe");
        (await BreakerAsync("accounts")).ShouldBe("closed");
        _world.Amazon.Calls.Count(Routes.ListAccounts).ShouldBe(1, "the probe is the request itself");
    }

    [Fact]
    public async Task A_failing_DSP_group_does_not_affect_accounts()
    {
        await _person.ConnectAndSyncAsync("northwind");
        _world.Amazon.Inject(new Fault { Route = Routes.ListAdvertisers, Kind = FaultKind.Status, Status = 500 });
        _world.Amazon.Inject(new Fault { Route = Routes.GetAdvertiser, Kind = FaultKind.Status, Status = 500 });
        var advertiser = (await _person.GetAsync("/api/v1/accounts/dsp")).Json.GetProperty("accounts")[0].GetProperty("id").GetString();
        await Eventually.IsTrueAsync(async () =>
        {
            await _person.SendAsync(HttpMethod.Post, $"/api/v1/accounts/{advertiser}/sync");
            return await BreakerAsync("dsp") == "open";
        }, "Opening");
        (await _person.GetAsync("/api/v1/health")).Json.GetProperty("services").GetProperty("amazon_api").GetBoolean()
            .ShouldBeTrue("The other groups answer.");

        IsStale((await _person.GetAsync(Live)).Json).ShouldBeFalse();
        var run = await _person.SyncAsync();
        run.GetProperty("status").GetString().ShouldBe("partial");
        run.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("scope").GetString()).Distinct().ShouldBe(["dsp_advertisers"]);
    }

    public async ValueTask DisposeAsync()
    {
        _person.Dispose();
        await _world.DisposeAsync();
    }

    private static bool IsStale(JsonElement page) => page.TryGetProperty("stale", out var stale) && stale.GetBoolean();

    private async Task<string?> BreakerAsync(string group)
    {
        var report = (await _person.GetAsync("/health/dependencies")).Json;
        return report.GetProperty("amazon").EnumerateArray()
            .Where(d => d.GetProperty("group").GetString() == group && d.GetProperty("region").GetString() == "NA")
            .Select(d => d.GetProperty("breaker").GetString()).SingleOrDefault();
    }
}
