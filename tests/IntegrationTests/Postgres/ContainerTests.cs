using Accounts.Hosting.Postgres;
using Npgsql;

namespace Accounts.IntegrationTests.Postgres;

/// <summary>In real containers; skipped if no engine answers or the image is missing.</summary>
public sealed class ContainerTests : IAsyncLifetime
{
    private static readonly string Image = Environment.GetEnvironmentVariable("ACCOUNTS_POSTGRES_IMAGE") is { Length: > 0 } image
        ? image : "postgres:17-alpine";
    private readonly ContainerProvider _provider = new();
    private ContainerEngine? _engine;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        try
        {
            var engine = ContainerEngine.At(Environment.GetEnvironmentVariable("DOCKER_HOST"));
            await engine.InfoAsync(Ct);
            if (await engine.SendAsync(HttpMethod.Get, $"images/{Image}/json", null, Ct) is not null) _engine = engine;
        }
        catch (PostgresUnavailableException)
        {
            // The tests are skipped with a message.
        }
    }

    public ValueTask DisposeAsync()
    {
        _engine?.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_temporary_server_requires_its_password_listens_on_loopback_and_is_removed()
    {
        SkipWithoutEngine();
        string connectionString;
        await using (var server = await PostgresServer.StartAsync(new PostgresOptions(), [_provider], Ct))
        {
            connectionString = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Pooling = false }.ConnectionString;
            server.Source.ShouldBe($"container of {Image}");
            (await Sql.ScalarAsync<string>(connectionString, "show fsync", Ct)).ShouldBe("off");
            (await Sql.ScalarAsync<string>(connectionString, "select host(inet_server_addr())", Ct)).ShouldBe("127.0.0.1");
            var wrong = new NpgsqlConnectionStringBuilder(connectionString) { Password = "wrong" }.ConnectionString;
            (await Sql.RefusalOfAsync(wrong, "select 1", Ct)).ShouldBe("28P01");
        }

        await Should.ThrowAsync<NpgsqlException>(() => Sql.ScalarAsync<int>(connectionString, "select 1", Ct));
    }

    [Fact]
    public async Task The_rows_and_the_port_are_kept_at_the_next_start_and_the_rows_are_deleted_by_a_fresh_one()
    {
        SkipWithoutEngine();
        var kept = new PostgresOptions { Folder = Path.Combine(Path.GetTempPath(), $"accounts-test-{Guid.CreateVersion7():N}", "postgres") };

        int port;
        await using (var first = await PostgresServer.StartAsync(kept, [_provider], Ct))
        {
            port = PortOf(first);
            await first.EnsureDatabaseAsync("mine", Ct);
        }

        await using (var second = await PostgresServer.StartAsync(kept, [_provider], Ct))
        {
            PortOf(second).ShouldBe(port);
            (await HasMineAsync(second)).ShouldBeTrue();
        }

        await using (var third = await PostgresServer.StartAsync(kept with { Fresh = true }, [_provider], Ct))
            (await HasMineAsync(third)).ShouldBeFalse();

        await _engine!.SendAsync(HttpMethod.Delete, $"volumes/{ContainerRun.VolumeOf(kept)}", null, Ct);
        Directory.Delete(Path.GetDirectoryName(kept.Folder)!, recursive: true);
    }

    [Fact]
    public async Task A_container_is_removed_after_its_owner_was_killed()
    {
        SkipWithoutEngine();
        var run = await ContainerRun.OpenAsync(_engine!, new PostgresOptions(), Ct);
        var id = (await _engine!.SendAsync(HttpMethod.Post, "containers/create",
            run.CreateRequest(Image, port: 1, sharesNetwork: true, new PostgresOptions()), Ct))!.Value.GetProperty("Id").GetString();
        await _engine.SendAsync(HttpMethod.Post, $"containers/{id}/start", null, Ct);
        await ContainerRun.RemoveOrphansAsync(_engine, Ct);
        (await _engine.SendAsync(HttpMethod.Get, $"containers/{id}/json", null, Ct)).ShouldNotBeNull("its owner runs");

        await run.Lock.DisposeAsync(); // as the system does when it kills a process
        await ContainerRun.RemoveOrphansAsync(_engine, Ct);

        (await _engine.SendAsync(HttpMethod.Get, $"containers/{id}/json", null, Ct)).ShouldBeNull();
        File.Exists(run.Lock.Name).ShouldBeFalse();
    }

    private static int PortOf(PostgresServer server) => new NpgsqlConnectionStringBuilder(server.ConnectionString).Port;

    private void SkipWithoutEngine() => Assert.SkipWhen(_engine is null, $"No container engine that has the image {Image} answers here.");

    private static Task<bool> HasMineAsync(PostgresServer server) =>
        Sql.ScalarAsync<bool>(server.ConnectionString, "select exists (select from pg_database where datname = 'mine')", Ct);
}
