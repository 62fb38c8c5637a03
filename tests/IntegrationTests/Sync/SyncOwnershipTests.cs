using Accounts.Application.Common.Ports;
using Accounts.Application.Sync;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Accounts.Domain.Sync;
using Accounts.IntegrationTests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.IntegrationTests.Sync;

/// <summary>Who may write into a run. Nobody else is at work here: the instance has ended.</summary>
public sealed class SyncOwnershipTests(TestServers servers) : IAsyncLifetime
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private static readonly TimeSpan PastTheLease = TimeSpan.FromSeconds(16);

    private readonly ApiWorld _world = new(servers);
    private ISyncRuns _runs = null!;
    private SyncRunId _run;

    public async ValueTask InitializeAsync()
    {
        await _world.InitializeAsync();
        using var person = await _world.ConnectedAsync("fabrikam");
        await _world.StopInstanceAsync();
        _runs = _world.Services.GetRequiredService<ISyncRuns>();
        var connection = new ConnectionId(await _world.ConnectionIdAsync(person));
        var request = new RunRequest(SyncTrigger.Manual, [connection], [AccountType.Advertising], [], Afresh: false, Again: null);
        _run = (await _runs.QueueAsync(new UserId(await _world.UserIdAsync(person)), request, Ct)).Value.Id;
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData("another")]
    [InlineData("same")]
    public async Task An_owner_that_has_lost_its_run_writes_nothing_more(string successor)
    {
        var old = (await _runs.ClaimAsync("same", Ct)).ShouldNotBeNull();
        var scope = (await _runs.OpenScopesAsync(old, Ct)).ShouldHaveSingleItem();
        (await _runs.StorePageAsync(old, scope, Page("a"), new ProtectedToken("next"), Ct)).ShouldBeTrue();
        await _world.PassAsync(PastTheLease);
        var taken = (await _runs.ClaimAsync(successor, Ct)).ShouldNotBeNull();
        taken.Attempt.ShouldBe(old.Attempt + 1);
        var before = await StateAsync();

        (await _runs.StorePageAsync(old, scope, Page("b"), nextCursor: null, Ct)).ShouldBeFalse();
        (await _runs.RenewLeaseAsync(old, Ct)).ShouldBeFalse();
        await _runs.FailScopeAsync(old, scope, AmazonErrors.Timeout, Ct);
        await _runs.FinishAsync(old, Ct);
        await _runs.ReleaseAsync(old, Ct);

        (await StateAsync()).ShouldBe(before);
        (await _runs.StorePageAsync(taken, scope, Page("b"), nextCursor: null, Ct)).ShouldBeTrue();
        await _runs.FinishAsync(taken, Ct);
        (await StatusAsync()).ShouldBe("success");
    }

    [Fact]
    public async Task A_lease_keeps_others_away_for_as_long_as_it_is_renewed()
    {
        var owned = (await _runs.ClaimAsync("one", Ct)).ShouldNotBeNull();
        for (var i = 0; i < 3; i++)
        {
            await _world.PassAsync(TimeSpan.FromSeconds(10));
            (await _runs.RenewLeaseAsync(owned, Ct)).ShouldBeTrue();
            (await _runs.ClaimAsync("two", Ct)).ShouldBeNull();
        }

        await _world.PassAsync(PastTheLease);

        (await _runs.ClaimAsync("two", Ct)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Of_many_who_reach_for_a_run_one_gets_it()
    {
        var claims = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => _runs.ClaimAsync($"owner {i}", Ct)));

        claims.Count(c => c is not null).ShouldBe(1);
    }

    [Fact]
    public async Task A_cancelled_run_takes_no_more_pages()
    {
        var owned = (await _runs.ClaimAsync("one", Ct)).ShouldNotBeNull();
        var scope = (await _runs.OpenScopesAsync(owned, Ct)).ShouldHaveSingleItem();
        await _world.Database.Owner.ExecuteAsync("update public.account_sync_history set sync_status = 'cancelled' where id = $1", _run.Value);

        (await _runs.StorePageAsync(owned, scope, Page("a"), nextCursor: null, Ct)).ShouldBeFalse();
        await _runs.FinishAsync(owned, Ct);

        (await StatusAsync()).ShouldBe("cancelled");
        (await _world.Database.Owner.ScalarAsync<long>("select count(*) from public.user_accounts")).ShouldBe(0);
    }

    [Fact]
    public async Task A_run_that_was_let_go_can_be_claimed_at_once()
    {
        var owned = (await _runs.ClaimAsync("one", Ct)).ShouldNotBeNull();

        await _runs.ReleaseAsync(owned, Ct);

        (await _runs.ClaimAsync("two", Ct)).ShouldNotBeNull().Attempt.ShouldBe(2);
    }

    private static ListedPage Page(string id) =>
        new($$"""[{"id":"{{id}}","name":"Account {{id}}","status":"active","metadata":{"alternate_ids":[] } }]""", [id], Cursor: null, Skipped: 0);

    private Task<string?> StatusAsync() =>
        _world.Database.Owner.ScalarAsync<string>("select sync_status from public.account_sync_history where id = $1", _run.Value);

    /// <summary>Everything a write into the run could touch.</summary>
    private Task<string?> StateAsync() => _world.Database.Owner.ScalarAsync<string>(
        """
        select jsonb_build_object(
          'run', (select to_jsonb(r) from public.account_sync_history r where id = $1),
          'scopes', (select jsonb_agg(s order by s.id) from public.sync_scopes s where run_id = $1),
          'accounts', (select jsonb_agg(a order by a.id) from public.user_accounts a))::text
        """, _run.Value);
}
