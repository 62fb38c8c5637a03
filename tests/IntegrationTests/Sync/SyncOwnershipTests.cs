using Accounts.Application.Common.Jobs;
using Accounts.Application.Common.Ports;
using Accounts.Application.Sync;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Accounts.Domain.Sync;
using Accounts.IntegrationTests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.IntegrationTests.Sync;

/// <summary>Only the current owner may write to a run. The world's own instance is stopped.</summary>
public sealed class SyncOwnershipTests(TestServers servers) : IAsyncLifetime
{
    private static readonly TimeSpan PastTheLease = TimeSpan.FromSeconds(16);

    private readonly ApiWorld _world = new(servers);
    private SyncRunId _run;

    public async ValueTask InitializeAsync()
    {
        await _world.InitializeAsync();
        using var person = await _world.ConnectedAsync("fabrikam");
        await _world.StopInstanceAsync();
        var connection = new ConnectionId(await _world.ConnectionIdAsync(person));
        var request = new RunRequest(SyncRunId.New(), SyncTrigger.Manual, [connection], [AccountType.Advertising], [], FromStart: false, Again: null);
        _run = (await RunOwner.QueueAsync(_world, new UserId(await _world.UserIdAsync(person)), request)).Value.Id;
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData("another")]
    [InlineData("same")]
    public async Task An_owner_that_lost_its_run_writes_nothing(string successor)
    {
        await using var old = (await RunOwner.ClaimAsync(_world, "same")).ShouldNotBeNull();
        var scope = (await old.OpenScopesAsync()).ShouldHaveSingleItem();
        await old.StorePageAsync(scope, Page("a"), new ProtectedToken("next"));
        await _world.PassAsync(PastTheLease);
        await using var taken = (await RunOwner.ClaimAsync(_world, successor)).ShouldNotBeNull();
        taken.Job.Fence.ShouldBe(old.Job.Fence + 1);
        var before = await StateAsync();

        await Should.ThrowAsync<JobLostException>(() => old.StorePageAsync(scope, Page("b")));
        (await Leases.ExtendAsync([old.Job], TimeSpan.FromSeconds(15), CancellationToken.None)).ShouldBeEmpty();
        await Should.ThrowAsync<JobLostException>(() => old.FailScopeAsync(scope, AmazonErrors.Timeout));
        await Should.ThrowAsync<JobLostException>(old.FinishAsync);
        await old.EndStepAsync(JobStatus.Queued);

        (await StateAsync()).ShouldBe(before);
        await taken.StorePageAsync(scope, Page("b"));
        await taken.FinishAsync();
        (await StatusAsync()).ShouldBe("success");
    }

    [Fact]
    public async Task An_extended_lease_prevents_claims_by_other_instances()
    {
        await using var owned = (await RunOwner.ClaimAsync(_world, "one")).ShouldNotBeNull();
        for (var i = 0; i < 3; i++)
        {
            await _world.PassAsync(TimeSpan.FromSeconds(10));
            (await Leases.ExtendAsync([owned.Job], TimeSpan.FromSeconds(15), CancellationToken.None)).ShouldContain(owned.Job.Id);
            (await RunOwner.ClaimAsync(_world, "two")).ShouldBeNull();
        }

        await _world.PassAsync(PastTheLease);

        (await RunOwner.ClaimAsync(_world, "two")).ShouldNotBeNull();
    }

    [Fact]
    public async Task Exactly_one_of_several_concurrent_claims_of_a_run_succeeds()
    {
        var claims = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => RunOwner.ClaimAsync(_world, $"owner {i}")));

        claims.Count(claim => claim is not null).ShouldBe(1);
    }

    [Fact]
    public async Task A_cancelled_run_stores_no_more_pages()
    {
        await using var owned = (await RunOwner.ClaimAsync(_world)).ShouldNotBeNull();
        var scope = (await owned.OpenScopesAsync()).ShouldHaveSingleItem();
        await _world.Database.Owner.ExecuteAsync("select app.cancel_run($1, $2)", _run.Value, owned.Job.User.Value);

        await Should.ThrowAsync<JobLostException>(() => owned.StorePageAsync(scope, Page("a")));
        await Should.ThrowAsync<JobLostException>(owned.FinishAsync);

        (await StatusAsync()).ShouldBe("cancelled");
        (await _world.Database.Owner.ScalarAsync<long>("select count(*) from public.user_accounts")).ShouldBe(0);
    }

    [Fact]
    public async Task A_run_that_is_handed_over_can_be_claimed_immediately()
    {
        await using var owned = (await RunOwner.ClaimAsync(_world, "one")).ShouldNotBeNull();

        await owned.EndStepAsync(JobStatus.Queued);

        await using var next = (await RunOwner.ClaimAsync(_world, "two")).ShouldNotBeNull();
        (next.Job.Fence, next.Job.Failures).ShouldBe((2, 0));
    }

    [Fact]
    public async Task A_stored_page_resets_the_failure_count()
    {
        await using var first = (await RunOwner.ClaimAsync(_world, "one")).ShouldNotBeNull();
        await _world.PassAsync(PastTheLease);
        await using var second = (await RunOwner.ClaimAsync(_world, "two")).ShouldNotBeNull();
        second.Job.Failures.ShouldBe(1);

        await second.StorePageAsync((await second.OpenScopesAsync()).ShouldHaveSingleItem(), Page("a"), new ProtectedToken("next"));

        (await _world.Database.Owner.ScalarAsync<int>("select failures from accounts_internal.jobs where id = $1", _run.Value)).ShouldBe(0);
    }

    private IJobLeases Leases => _world.Services.GetRequiredService<IJobLeases>();

    private static ListedPage Page(string id) =>
        new($$"""[{"id":"{{id}}","name":"Account {{id}}","status":"active","metadata":{"alternate_ids":[] } }]""", [id], Cursor: null, Skipped: 0);

    private Task<string?> StatusAsync() =>
        _world.Database.Owner.ScalarAsync<string>("select sync_status from public.account_sync_history where id = $1", _run.Value);

    /// <summary>Everything that a write into the run could touch.</summary>
    private Task<string?> StateAsync() => _world.Database.Owner.ScalarAsync<string>(
        """
        select jsonb_build_object(
          'job', (select to_jsonb(j) from accounts_internal.jobs j where id = $1),
          'run', (select to_jsonb(r) from public.account_sync_history r where id = $1),
          'scopes', (select jsonb_agg(s order by s.id) from public.sync_scopes s where run_id = $1),
          'accounts', (select jsonb_agg(a order by a.id) from public.user_accounts a))::text
        """, _run.Value);
}
