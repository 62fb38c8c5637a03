using System.Diagnostics;
using System.Text.Json;
using Accounts.Hosting.Postgres;
using Npgsql;

namespace Accounts.IntegrationTests.Postgres;

/// <summary>Against a fake engine; <see cref="ContainerTests"/> use a real one if available.</summary>
public sealed class ContainerProviderTests
{
    private const string Image = "postgres:17-alpine";
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_socket_without_a_listener_is_reported_as_no_engine()
    {
        var refusal = await RefusalAsync("unix:///tmp/accounts-test-nobody.sock");

        refusal.ShouldBe("container: no Docker engine answers at /tmp/accounts-test-nobody.sock within 2 s; start one, or "
            + "set DOCKER_HOST to its socket");
    }

    [Fact]
    public async Task An_engine_that_does_not_answer_for_two_seconds_is_reported_as_no_engine()
    {
        await using var engine = await new FakeEngine { Stalls = true }.StartAsync();
        var started = Stopwatch.GetTimestamp();

        (await RefusalAsync(engine.Address)).ShouldContain("no Docker engine answers");

        Stopwatch.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task An_engine_over_the_network_is_refused() =>
        (await RefusalAsync("tcp://127.0.0.1:2375")).ShouldContain("only an engine at a Unix socket (unix:///…) is supported");

    [Fact]
    public async Task An_image_that_cannot_be_pulled_is_reported_with_the_reason()
    {
        await using var engine = await new FakeEngine { HasImage = false, PullAnswer = """{"error":"no such host"}""" }.StartAsync();
        var reports = new List<string>();

        var refusal = await RefusalAsync(engine.Address, new PostgresOptions { Report = reports.Add });

        reports.ShouldBe(["Pulling the image postgres:17-alpine."]);
        engine.Requests.ShouldContain("POST /images/create?fromImage=postgres:17-alpine");
        refusal.ShouldEndWith(
            """has no image postgres:17-alpine and cannot pull it ({"error":"no such host"}); set ACCOUNTS_POSTGRES_IMAGE to an image that it has""");
    }

    [Fact]
    public async Task A_server_that_exits_immediately_is_removed_and_reported_with_its_last_log_line()
    {
        await using var engine = await new FakeEngine().StartAsync();

        (await RefusalAsync(engine.Address, new PostgresOptions { Port = 1 }))
            .ShouldBe("container: the server in postgres:17-alpine exited (FATAL:  database files are incompatible with server)");

        engine.Requests.ShouldContain("POST /containers/c1/kill?signal=SIGKILL");
    }

    [Fact]
    public async Task The_created_container_publishes_on_loopback_only_and_removes_itself()
    {
        await using var existing = await PostgresServer.StartAsync(new PostgresOptions(), [new NpmPackageProvider()], Ct);
        await using var engine = await new FakeEngine { Server = new NpgsqlConnectionStringBuilder(existing.ConnectionString) }.StartAsync();

        // The server behind the fake engine has a different password, so the start fails after the request was recorded.
        await RefusalAsync(engine.Address);

        var host = engine.CreateRequest.GetProperty("HostConfig");
        host.GetProperty("AutoRemove").GetBoolean().ShouldBeTrue();
        host.GetProperty("PortBindings").GetProperty("5432/tcp")[0].GetProperty("HostIp").GetString().ShouldBe("127.0.0.1");
        host.GetProperty("Binds").GetArrayLength().ShouldBe(0);
        engine.CreateRequest.GetProperty("Image").GetString().ShouldBe(Image);
        engine.CreateRequest.GetProperty("Env")[0].GetString()!.ShouldMatch("^POSTGRES_PASSWORD=[0-9a-f]{32}$");
        engine.CreateRequest.GetProperty("Cmd").EnumerateArray().Select(c => c.GetString()).ShouldContain("fsync=off");
        File.Exists(engine.CreateRequest.GetProperty("Labels").GetProperty("accounts.owner").GetString()).ShouldBeFalse();
    }

    [Fact]
    public async Task Containers_of_ended_processes_are_removed_and_others_are_not()
    {
        var alive = Path.Combine(Path.GetTempPath(), $"accounts-container-{Guid.CreateVersion7():N}.lock");
        await using var held = FileLock.TryAcquire(alive)!;
        object Listed(string id, string owner) => new { Id = id, Labels = new Dictionary<string, string> { ["accounts.owner"] = owner } };
        await using var engine = await new FakeEngine { Others = [Listed("dead", $"{alive}.gone"), Listed("alive", alive)] }.StartAsync();

        await RefusalAsync(engine.Address, new PostgresOptions { Port = 1 });

        engine.Requests.ShouldContain("POST /containers/dead/kill?signal=SIGINT");
        engine.Requests.ShouldNotContain(r => r.Contains("alive", StringComparison.Ordinal));
        engine.Requests.ShouldContain(r => r.Contains($"accounts.machine={Environment.MachineName}", StringComparison.Ordinal));
        File.Delete(alive);
    }

    [Fact]
    public async Task Data_that_was_created_without_a_container_is_not_replaced()
    {
        var folder = Directory.CreateTempSubdirectory("accounts-test-");
        Directory.CreateDirectory(Path.Combine(folder.FullName, "postgres", "data"));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "postgres", "data", "PG_VERSION"), "17", Ct);
        await using var engine = await new FakeEngine().StartAsync();

        (await RefusalAsync(engine.Address, new PostgresOptions { Folder = Path.Combine(folder.FullName, "postgres") }))
            .ShouldContain("--fresh deletes it and uses one");

        engine.Requests.ShouldBeEmpty();
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("""{"Name":"HERE","SecurityOptions":["name=seccomp,profile=default"]}""", true)]
    [InlineData("""{"Name":"HERE","SecurityOptions":["name=seccomp,profile=default","name=rootless"]}""", false)]
    [InlineData("""{"Name":"docker-desktop","SecurityOptions":[]}""", false)]
    public void The_server_listens_itself_only_if_the_engine_shares_the_network_of_this_machine(string info, bool shares)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Engines share the network of the machine on Linux only.");

        Container.SharesNetwork(JsonElement.Parse(info.Replace("HERE", Environment.MachineName, StringComparison.Ordinal))).ShouldBe(shares);
    }

    private static async Task<string> RefusalAsync(string engine, PostgresOptions? options = null) =>
        (await Should.ThrowAsync<PostgresUnavailableException>(() =>
            new ContainerProvider(engine, Image).StartAsync(options ?? new PostgresOptions(), Ct))).Message;
}
