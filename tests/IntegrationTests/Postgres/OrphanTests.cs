using Accounts.Hosting.Postgres;
using Accounts.Hosting.Processes;
using Npgsql;

namespace Accounts.IntegrationTests.Postgres;

public sealed class OrphanTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_temporary_server_is_removed_after_its_owner_was_killed_but_not_while_its_owner_runs()
    {
        await using var running = await PostgresServer.StartAsync(new PostgresOptions(), Ct);
        await using var owner = StartOwner();
        var orphan = await ConnectionStringOfAsync(owner);
        owner.Kill();
        await owner.WaitForExitAsync(Deadline, Ct);
        (await Sql.ScalarAsync<int>(orphan, "select 1", Ct)).ShouldBe(1);

        await ClusterFolder.RemoveOrphansAsync();

        await Should.ThrowAsync<NpgsqlException>(() => Sql.ScalarAsync<int>(orphan, "select 1", Ct));
        (await Sql.ScalarAsync<int>(running.ConnectionString, "select 1", Ct)).ShouldBe(1);
    }

    [Fact]
    public async Task An_owner_that_receives_SIGTERM_stops_its_server()
    {
        await using var owner = StartOwner();
        var server = await ConnectionStringOfAsync(owner);

        owner.Terminate();

        (await owner.WaitForExitAsync(Deadline, Ct)).ShouldBe(0);
        await Should.ThrowAsync<NpgsqlException>(() => Sql.ScalarAsync<int>(server, "select 1", Ct));
    }

    private static ChildProcess StartOwner() =>
        ChildProcess.Start(Programs.Local("--postgres-only", "--throw-away"));

    private static async Task<string> ConnectionStringOfAsync(ChildProcess owner)
    {
        var ready = await owner.WaitForLineAsync("Ready: ", Deadline, Ct);
        return new NpgsqlConnectionStringBuilder(ready["Ready: ".Length..]) { Pooling = false }.ConnectionString;
    }
}
