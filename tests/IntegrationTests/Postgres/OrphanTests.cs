using Accounts.Local.Launch;
using Accounts.Local.Postgres;
using Accounts.Local.Processes;
using Npgsql;

namespace Accounts.IntegrationTests.Postgres;

public sealed class OrphanTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_throw_away_server_whose_owner_was_killed_is_swept_and_one_whose_owner_lives_is_not()
    {
        await using var living = await PostgresServer.StartAsync(new PostgresOptions(), Ct);
        await using var owner = StartOwner();
        var orphan = await ConnectionStringOfAsync(owner);
        owner.Kill();
        await owner.WaitForExitAsync(Deadline, Ct);
        (await Sql.ScalarAsync<int>(orphan, "select 1", Ct)).ShouldBe(1);

        await ClusterFolder.SweepAsync();

        await Should.ThrowAsync<NpgsqlException>(() => Sql.ScalarAsync<int>(orphan, "select 1", Ct));
        (await Sql.ScalarAsync<int>(living.ConnectionString, "select 1", Ct)).ShouldBe(1);
    }

    [Fact]
    public async Task An_owner_that_is_asked_to_end_takes_its_server_along()
    {
        await using var owner = StartOwner();
        var server = await ConnectionStringOfAsync(owner);

        owner.Terminate();

        (await owner.WaitForExitAsync(Deadline, Ct)).ShouldBe(0);
        await Should.ThrowAsync<NpgsqlException>(() => Sql.ScalarAsync<int>(server, "select 1", Ct));
    }

    private static ChildProcess StartOwner() =>
        ChildProcess.Start(Programs.Launcher("--postgres-only", "--throw-away"));

    private static async Task<string> ConnectionStringOfAsync(ChildProcess owner)
    {
        var ready = await owner.WaitForLineAsync("Ready: ", Deadline, Ct);
        return new NpgsqlConnectionStringBuilder(ready["Ready: ".Length..]) { Pooling = false }.ConnectionString;
    }
}
