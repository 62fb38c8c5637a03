using Accounts.Application.Accounts;
using Accounts.Application.Sync;
using Accounts.Domain.Common;
using Accounts.Domain.Sync;
using Accounts.IntegrationTests.Harness;
using Npgsql;

namespace Accounts.IntegrationTests.Sync;

/// <summary>
/// A user changes a row while a sync stores it: the change holds the row's lock, uncommitted, when the store begins, and is committed while the
/// store waits for the lock.
/// </summary>
public sealed class ConcurrentChangeTests(TestServers servers) : IAsyncLifetime
{
    private const string Account = "amzn1.ads-account.g.concurrent";
    private static readonly CancellationToken Ct = CancellationToken.None;

    private readonly ApiWorld _world = new(servers);
    private UserId _user;
    private ConnectionId _connection;
    private Guid _other;

    public async ValueTask InitializeAsync()
    {
        await _world.InitializeAsync();
        using var person = await _world.ConnectedAsync("fabrikam");
        await _world.StopInstanceAsync();
        _user = new UserId(await _world.UserIdAsync(person));
        _connection = new ConnectionId(await _world.ConnectionIdAsync(person));
        _other = await _world.Database.Owner.ScalarAsync<Guid>(
            "insert into public.oauth_tokens (user_id, region, status) values ($1, 'NA', 'active') returning id", _user.Value);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData("store_page")]
    [InlineData("store_accounts")]
    [InlineData("store_held_accounts")]
    public async Task A_disconnect_committed_while_the_account_is_stored_is_kept_with_its_metadata(string by)
    {
        var storeAsync = await StoringAsync(by);
        await storeAsync("Before");

        await DuringAsync(
            $$"""
            update public.user_accounts set status = 'disconnected', metadata = metadata || '{"disconnected_by": "user"}'
            where amazon_account_id = '{{Account}}'
            """,
            () => storeAsync("After"));

        (await ReadAsync("status || ' ' || account_name || ' ' || (metadata ->> 'disconnected_by')")).ShouldBe("disconnected After user");
    }

    [Fact]
    public async Task A_disconnect_committed_while_an_unknown_status_is_stored_is_kept()
    {
        await StoreAccountAsync("Before");

        await DuringAsync($"update public.user_accounts set status = 'disconnected' where amazon_account_id = '{Account}'", () =>
            StoreAccountAsync("After", status: "null"));

        (await ReadAsync("status || ' ' || account_name")).ShouldBe("disconnected After");
    }

    [Fact]
    public async Task A_disconnect_committed_while_missing_accounts_are_counted_does_not_become_inactive()
    {
        await StoreAccountAsync("Before");
        await _world.Database.Owner.ExecuteAsync(
            """
            insert into public.user_accounts (user_id, connection_id, account_name, amazon_account_id, account_type, status)
              values ($1, $2, 'Gone', 'amzn1.ads-account.g.gone', 'advertising', 'active')
            """, _user.Value, _connection.Value);
        await _world.Database.Owner.ExecuteAsync("update public.user_accounts set missed_listings = 1 where user_id = $1", _user.Value);
        var run = await ClaimAsync();
        foreach (var scope in await run.OpenScopesAsync()) await run.StorePageAsync(scope, Page(scope.Kind, empty: true));

        await DuringAsync($"update public.user_accounts set status = 'disconnected' where amazon_account_id = '{Account}'", () => run.FinishAsync());

        (await ReadAsync("status || ' ' || missed_listings")).ShouldBe("disconnected 2");
        (await _world.Database.Owner.ScalarAsync<string>(
            "select status from public.user_accounts where amazon_account_id = 'amzn1.ads-account.g.gone'")).ShouldBe("inactive");
    }

    [Theory]
    [InlineData("store_accounts")]
    [InlineData("store_held_accounts")]
    public async Task An_account_assigned_to_another_active_connection_while_it_is_stored_stays_with_that_connection(string by)
    {
        var storeAsync = await StoringAsync(by);
        await storeAsync("Before");

        await DuringAsync($"update public.user_accounts set connection_id = '{_other}' where amazon_account_id = '{Account}'", () =>
            storeAsync("After"));

        (await ReadAsync("connection_id::text")).ShouldBe(_other.ToString());
    }

    [Theory]
    [InlineData(SyncScopeKind.Profiles, "public.account_profiles", "profile_id")]
    [InlineData(SyncScopeKind.Managers, "public.manager_accounts", "manager_account_id")]
    public async Task A_profile_or_manager_moved_to_another_connection_during_a_store_stays_there(SyncScopeKind kind, string table, string key)
    {
        var run = await ClaimAsync();
        var scope = (await run.OpenScopesAsync()).Single(s => s.Kind == kind);
        await run.StorePageAsync(scope, Page(kind, "Before"), new Domain.Connections.ProtectedToken("next"));

        await DuringAsync($"update {table} set connection_id = '{_other}' where {key} = '{Account}'", () =>
            run.StorePageAsync(scope, Page(kind, "After")));

        (await _world.Database.Owner.ScalarAsync<string>($"select connection_id || ' ' || name from {table} where {key} = '{Account}'"))
            .ShouldBe($"{_other} Before");
    }

    /// <summary>Runs <paramref name="work"/> against the lock of an uncommitted change, and commits the change once the work waits for it.</summary>
    private async Task DuringAsync(string change, Func<Task> work)
    {
        await using var connection = await _world.Database.Owner.OpenConnectionAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct);
#pragma warning disable CA2100 // the tests' own text
        await using (var command = new NpgsqlCommand(change, connection, transaction)) (await command.ExecuteNonQueryAsync(Ct)).ShouldBe(1);
#pragma warning restore CA2100

        var storing = work();
        await Synced.UntilAsync(async () => storing.IsCompleted || await IsWaitingAsync());
        storing.IsCompleted.ShouldBeFalse("The work never met the row that is being changed.");
        await transaction.CommitAsync(Ct);
        await storing;
    }

    private Task<bool> IsWaitingAsync() => _world.Database.Owner.ScalarAsync<bool>(
        "select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%app.%')");

    private async Task<Func<string, Task>> StoringAsync(string by)
    {
        if (by == "store_accounts") return name => StoreAccountAsync(name);
        if (by == "store_held_accounts") return StoreDspOrAmcAsync;

        var run = await ClaimAsync();
        var scope = (await run.OpenScopesAsync()).Single(s => s.Kind == SyncScopeKind.AdsAccounts);
        return name => run.StorePageAsync(scope, Page(SyncScopeKind.AdsAccounts, name), new Domain.Connections.ProtectedToken("next"));
    }

    private Task StoreAccountAsync(string name, string status = "\"active\"") =>
        RunOwner.StoreAsync(_world, _user, store => store.StoreAsync(_user, _connection, Row(name, status), Ct));

    private Task StoreDspOrAmcAsync(string name) =>
        RunOwner.StoreAsync(
            _world, _user, store =>
                store.StoreDspOrAmcAsync(_user, new AccountOrigin(AccountType.Dsp, _connection, Region.NA, "111", "ENTITY1"), Row(name), Ct));

    private async Task<RunOwner> ClaimAsync()
    {
        AccountType[] types = [AccountType.Advertising, AccountType.Amc];
        var request = new RunRequest(SyncRunId.New(), SyncTrigger.Manual, [_connection], types, [Region.NA], FromStart: false, Again: null);
        (await RunOwner.QueueAsync(_world, _user, request)).Succeeded.ShouldBeTrue();
        return (await RunOwner.ClaimAsync(_world)).ShouldNotBeNull();
    }

    private Task<string?> ReadAsync(string columns) =>
        _world.Database.Owner.ScalarAsync<string>($"select {columns} from public.user_accounts where amazon_account_id = '{Account}'");

    private static string Row(string name, string status = "\"active\"") =>
        $$"""[{"id":"{{Account}}","name":"{{name}}","status":{{status}},"metadata":{"alternate_ids":[] } }]""";

    private static ListedPage Page(SyncScopeKind kind, string name = "", bool empty = false) => new(kind switch
    {
        SyncScopeKind.Managers when empty => """{"managers":[],"links":[],"accounts":[]}""",
        SyncScopeKind.Managers => $$"""{"managers":[{"id":"{{Account}}","name":"{{name}}","links_complete":true}],"links":[],"accounts":[]}""",
        _ => empty ? "[]" : Row(name),
    }, Seen: [], Cursor: null, Skipped: 0);
}
