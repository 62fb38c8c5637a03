using System.Net;
using Accounts.Application.Connections.Refresh;
using Accounts.IntegrationTests.Harness;
using Accounts.Simulators.Control;
using Microsoft.Extensions.DependencyInjection;
using static Accounts.IntegrationTests.Connections.StoredConnections;

namespace Accounts.IntegrationTests.Connections;

/// <summary>A world in which the scheduler looks for expiring tokens every second.</summary>
public sealed class RefreshingWorld(TestServers servers) : ApiWorld(servers)
{
    protected override int Accounts => 5;

    protected override (string Name, string Value)[] Changes => [("TokenRefresh:Interval", "00:00:01")];
}

/// <summary>Tokens are refreshed before they expire.</summary>
public sealed class ProactiveRefreshTests(RefreshingWorld world) : IClassFixture<RefreshingWorld>, IAsyncDisposable
{
    private readonly Person _person = world.NewPerson();

    [Fact]
    public async Task A_token_that_expires_soon_is_refreshed_once_without_a_request()
    {
        await ExpiringInAsync("8 minutes");

        await Eventually.IsTrueAsync(IsRefreshedAsync, "The refresh");
        await RunAgainAsync();

        (await world.ConnectionAsync<bool>(_person,
            "refresh_count = 1 and expires_at > app.now() + interval '50 minutes' and refresh_lease_owner is null")).ShouldBeTrue();
        world.Amazon.Calls.Count(Routes.Token).ShouldBe(1);
        (await TriggersAsync()).ShouldBe(["success system"]);
    }

    [Fact]
    public async Task A_token_that_does_not_expire_soon_is_not_refreshed()
    {
        await ExpiringInAsync("12 minutes");
        await RunAgainAsync();
        world.Amazon.Calls.Count(Routes.Token).ShouldBe(0);
    }

    [Fact]
    public async Task A_connection_without_proactive_refresh_is_refreshed_only_on_demand()
    {
        await ExpiringInAsync("3 minutes", "proactive_refresh_enabled = false");
        await RunAgainAsync();
        world.Amazon.Calls.Count(Routes.Token).ShouldBe(0);

        await world.ExpireTokenAsync(_person);
        (await _person.GetAsync(Live)).Status.ShouldBe(HttpStatusCode.OK);
        (await TriggersAsync()).ShouldBe(["success auto"]);
    }

    [Theory]
    [InlineData("00:30:00", true)]
    [InlineData("tomorrow", false)]
    [InlineData("05:00:00", false)]
    public async Task The_stored_refresh_buffer_applies_without_a_restart_if_it_is_valid(string value, bool refreshed)
    {
        await world.Database.Owner.ExecuteAsync(
            "insert into accounts_internal.application_config (key, value) values ('TokenRefresh:RefreshBefore', $1)", value);
        await ExpiringInAsync("20 minutes");

        if (refreshed) await Eventually.IsTrueAsync(IsRefreshedAsync, "The refresh");
        else await RunAgainAsync();

        world.Amazon.Calls.Count(Routes.Token).ShouldBe(refreshed ? 1 : 0);
    }

    [Fact]
    public async Task A_revoked_grant_is_reported_once_and_not_refreshed_again()
    {
        await ExpiringInAsync("5 minutes", revoked: true);

        await Eventually.IsTrueAsync(async () => await world.ConnectionAsync<string>(_person, "status") == "needs_reauth", "The refusal");
        await RunAgainAsync();

        world.Amazon.Calls.Count(Routes.Token).ShouldBe(1);
        (await world.AuditAsync(_person, "token.refresh")).ShouldBe(["token.refresh failure connection.reauthorization_required"]);
        (await _person.GetAsync(Status)).Json.GetProperty("needs_reauth").GetBoolean().ShouldBeTrue();
        (await _person.AccountStatusesAsync()).Distinct().ShouldBe(["error"]);
    }

    [Fact]
    public async Task A_rejected_client_changes_no_connection_and_causes_one_call()
    {
        await ExpiringInAsync("5 minutes",
            fault: new Fault { Route = Routes.Token, Kind = FaultKind.Status, Status = 401, Body = """{"error":"invalid_client"}""" });
        const string State = "concat_ws(' ', status, version, refresh_failure_count, last_refresh_error)";
        var before = await world.ConnectionAsync<string>(_person, State);

        await Eventually.IsTrueAsync(() => world.Amazon.Calls.Count(Routes.Token) > 0, "The refresh");
        await RunAgainAsync();

        world.Amazon.Calls.Count(Routes.Token).ShouldBe(1);
        (await world.ConnectionAsync<string>(_person, State)).ShouldBe(before);
        (await world.ConnectionAsync<bool>(_person, "refresh_lease_owner is null")).ShouldBeTrue();
        (await world.AuditAsync(_person, "token.refresh")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Transient_failures_double_the_delay_before_the_next_attempt()
    {
        await ExpiringInAsync("8 minutes", fault: new Fault { Route = Routes.Token, Kind = FaultKind.Status, Status = 503 });
        foreach (var (failures, seconds) in new[] { (1, 60), (2, 120), (3, 240) })
        {
            await Eventually.IsTrueAsync(async () =>
                await world.ConnectionAsync<int>(_person, "refresh_failure_count") == failures, $"Failure {failures}");
            var wait = await world.ConnectionAsync<double>(_person, "extract(epoch from next_refresh_at - updated_at)::double precision");
            wait.ShouldBeInRange(seconds * 0.89, seconds * 1.11);
            if (failures < 3) await world.ChangeConnectionAsync(_person, "next_refresh_at = app.now()");
        }

        (await world.ConnectionAsync<string>(_person, "status")).ShouldBe("active");
        world.Amazon.ClearFaults();
        await world.ChangeConnectionAsync(_person, "next_refresh_at = app.now()");
        await Eventually.IsTrueAsync(IsRefreshedAsync, "The refresh");
        (await world.ConnectionAsync<bool>(_person, "refresh_failure_count = 0 and next_refresh_at is null and last_refresh_error is null"))
            .ShouldBeTrue();
    }

    [Fact]
    public async Task The_valid_token_is_used_while_it_is_being_refreshed()
    {
        world.Amazon.SetLatency(Routes.Token, TimeSpan.FromSeconds(4));
        await ExpiringInAsync("30 seconds");
        await Eventually.IsTrueAsync(() => world.Amazon.Calls.Count(Routes.Token) == 1, "The refresh");

        (await _person.GetAsync(Live)).Status.ShouldBe(HttpStatusCode.OK);

        (await world.ConnectionAsync<int>(_person, "refresh_count")).ShouldBe(0, "the response must not wait for the refresh");
        await Eventually.IsTrueAsync(IsRefreshedAsync, "The end of the refresh");
        world.Amazon.Calls.Count(Routes.Token).ShouldBe(1);
    }

    public async ValueTask DisposeAsync()
    {
        world.Amazon.ClearFaults();
        world.Amazon.SetLatency(Routes.Token, TimeSpan.Zero);
        await world.Database.Owner.ExecuteAsync("delete from accounts_internal.application_config where key = 'TokenRefresh:RefreshBefore'");
        await world.ChangeConnectionAsync(_person, "status = 'revoked'");
        _person.Dispose();
    }

    private async Task ExpiringInAsync(string time, string also = "label = null", bool revoked = false, Fault? fault = null)
    {
        await _person.ConnectAndSyncAsync("northwind");
        if (revoked) world.Amazon.RevokeGrants("northwind");
        if (fault is not null) world.Amazon.Inject(fault);
        world.Amazon.ClearCalls();
        await world.ChangeConnectionAsync(_person, $"expires_at = app.now() + interval '{time}', {also}");
    }

    /// <summary>Runs the proactive refresh three more times, as another instance would.</summary>
    private async Task RunAgainAsync()
    {
        var another = ActivatorUtilities.CreateInstance<ProactiveRefresh>(world.Services);
        for (var run = 0; run < 3; run++) await another.RunAsync(TestContext.Current.CancellationToken);
    }

    private async Task<bool> IsRefreshedAsync() => await world.ConnectionAsync<int>(_person, "refresh_count") == 1;

    private async Task<string[]> TriggersAsync() => await world.Database.Owner.ScalarAsync<string[]>(
        """
        select coalesce(array_agg(event_status || ' ' || (metadata ->> 'triggered_by') order by created_at), '{}') from public.auth_audit_log
        where user_id = (select id from public.users where clerk_user_id = $1) and event_type = 'token.refresh'
        """, _person.Clerk.UserId) ?? [];
}
