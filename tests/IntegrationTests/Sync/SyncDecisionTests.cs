using Accounts.Application.Common.Ports;
using Accounts.Application.Sync;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Accounts.Domain.Sync;
using Accounts.IntegrationTests.Harness;

namespace Accounts.IntegrationTests.Sync;

/// <summary>The service decides, and the database rejects a decision whose preconditions have changed.</summary>
public sealed class SyncDecisionTests(TestServers servers) : IAsyncLifetime
{
    private readonly ApiWorld _world = new(servers);
    private UserId _user;
    private ConnectionId _connection;

    public async ValueTask InitializeAsync()
    {
        await _world.InitializeAsync();
        using var person = await _world.ConnectedAsync("fabrikam");
        await _world.StopInstanceAsync();
        _user = new UserId(await _world.UserIdAsync(person));
        _connection = new ConnectionId(await _world.ConnectionIdAsync(person));
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData("pending")]
    [InlineData("failed")]
    [InlineData("another")]
    public async Task A_run_does_not_end_on_a_decision_about_scopes_that_have_changed(string decidedOn)
    {
        var (run, scope) = await ClaimAsync();
        await run.StorePageAsync(scope, Page("a"));
        var stale = decidedOn == "another"
            ? $$"""{"{{scope.Id}}":"completed","{{Guid.CreateVersion7()}}":"completed"}""" : $$"""{"{{scope.Id}}":"{{decidedOn}}"}""";

        (await FinishAsync(run, stale)).ShouldBeFalse();
        (await StatusAsync(run)).ShouldBe("in_progress");

        (await FinishAsync(run, $$"""{"{{scope.Id}}":"completed"}""")).ShouldBeTrue();
        (await StatusAsync(run)).ShouldBe("success");
    }

    [Fact]
    public async Task A_complete_scope_cannot_fail()
    {
        var (run, scope) = await ClaimAsync();
        await run.StorePageAsync(scope, Page("a"));

        await run.FailScopeAsync(scope, AmazonErrors.Timeout);
        await run.FinishAsync();

        (await StatusAsync(run)).ShouldBe("success");
    }

    [Fact]
    public async Task A_scope_continues_where_the_newest_listing_failed()
    {
        var failed = await FailAtAsync("place");

        var (_, scope) = await ClaimAsync();

        scope.Cursor.ShouldBe(new ProtectedToken("place"));
        (await ListingAsync(scope.Id)).ShouldBe(await ListingAsync(failed));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 61)]
    public async Task A_scope_starts_from_the_first_page_when_the_request_says_so_or_the_failure_is_an_hour_old(bool fromStart, int minutes)
    {
        await FailAtAsync("place");
        await _world.PassAsync(TimeSpan.FromMinutes(minutes));

        (await ClaimAsync(fromStart)).Scope.Cursor.ShouldBeNull();
    }

    [Fact]
    public async Task A_decision_to_continue_a_listing_is_discarded_when_a_newer_listing_exists()
    {
        var failed = await FailAtAsync("place");
        var (between, newer) = await ClaimAsync(fromStart: true);
        await between.StorePageAsync(newer, Page("a"));
        await between.FinishAsync();

        await _world.Database.Owner.ExecuteAsync(
            """
            select app.queue_run($1, 'manual', array[$2], '{advertising}',
              jsonb_build_array(jsonb_build_object('connection_id', $2, 'kind', 'ads_accounts', 'resume_from', $3)), false, null)
            """, _user.Value, _connection.Value, failed);

        var scope = (await OpenAsync()).Scope;
        scope.Cursor.ShouldBeNull();
        (await ListingAsync(scope.Id)).ShouldBe(scope.Id);
    }

    private async Task<Guid> FailAtAsync(string place)
    {
        var (run, scope) = await ClaimAsync(fromStart: true);
        await run.StorePageAsync(scope, Page("a"), new ProtectedToken(place));
        await run.FailScopeAsync(scope, AmazonErrors.Timeout);
        await run.FinishAsync();
        (await StatusAsync(run)).ShouldBe("partial");
        return scope.Id;
    }

    private async Task<(RunOwner Run, OpenScope Scope)> ClaimAsync(bool fromStart = false)
    {
        var request = new RunRequest(SyncRunId.New(), SyncTrigger.Manual, [_connection], [AccountType.Advertising], [], fromStart, Again: null);
        (await RunOwner.QueueAsync(_world, _user, request)).Succeeded.ShouldBeTrue();
        return await OpenAsync();
    }

    private async Task<(RunOwner Run, OpenScope Scope)> OpenAsync()
    {
        var run = (await RunOwner.ClaimAsync(_world)).ShouldNotBeNull();
        return (run, (await run.OpenScopesAsync()).ShouldHaveSingleItem());
    }

    private Task<bool> FinishAsync(RunOwner run, string decidedOn) =>
        _world.Database.Owner.ScalarAsync<bool>("select app.finish_run($1, 'success', null, 2, $2::jsonb)", run.Id.Value, decidedOn);

    private Task<string?> StatusAsync(RunOwner run) =>
        _world.Database.Owner.ScalarAsync<string>("select sync_status from public.account_sync_history where id = $1", run.Id.Value);

    private Task<Guid> ListingAsync(Guid scope) =>
        _world.Database.Owner.ScalarAsync<Guid>("select listing_id from public.sync_scopes where id = $1", scope);

    private static ListedPage Page(string id) =>
        new($$"""[{"id":"{{id}}","name":"Account {{id}}","status":"active","metadata":{"alternate_ids":[] } }]""", [id], Cursor: null, Skipped: 0);
}
