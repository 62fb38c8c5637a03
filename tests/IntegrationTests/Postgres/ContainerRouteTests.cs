using System.Diagnostics;
using System.Text.Json;
using Accounts.Local.Postgres;
using Npgsql;

namespace Accounts.IntegrationTests.Postgres;

/// <summary>Against a stand-in for the engine; <see cref="ContainerTests"/> has the real one where there is one.</summary>
public sealed class ContainerRouteTests
{
    private const string Image = "postgres:17-alpine";
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_socket_that_nobody_listens_on_counts_as_none()
    {
        var refusal = await RefusalAsync("unix:///tmp/accounts-test-nobody.sock");

        refusal.ShouldBe("container: no Docker engine answers at /tmp/accounts-test-nobody.sock within 2 s; start one, or say where it is in DOCKER_HOST");
    }

    [Fact]
    public async Task An_engine_that_says_nothing_for_two_seconds_counts_as_none()
    {
        await using var engine = await new StandInEngine { Stalls = true }.StartAsync();
        var started = Stopwatch.GetTimestamp();

        (await RefusalAsync(engine.Address)).ShouldContain("no Docker engine answers");

        Stopwatch.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task An_engine_over_the_network_is_not_used() =>
        (await RefusalAsync("tcp://127.0.0.1:2375")).ShouldContain("only an engine at a Unix socket (unix:///…) is used");

    [Fact]
    public async Task An_image_that_cannot_be_pulled_is_named_with_the_reason()
    {
        await using var engine = await new StandInEngine { HasImage = false, PullAnswer = """{"error":"no such host"}""" }.StartAsync();
        var said = new List<string>();

        var refusal = await RefusalAsync(engine.Address, new PostgresOptions { Say = said.Add });

        said.ShouldBe(["pulling the image postgres:17-alpine"]);
        engine.Requests.ShouldContain("POST /images/create?fromImage=postgres:17-alpine");
        refusal.ShouldEndWith("""has no image postgres:17-alpine and cannot pull it ({"error":"no such host"}); name one it has in ACCOUNTS_POSTGRES_IMAGE""");
    }

    [Fact]
    public async Task A_server_that_ends_at_once_is_reported_with_its_last_word_and_removed()
    {
        await using var engine = await new StandInEngine().StartAsync();

        (await RefusalAsync(engine.Address, new PostgresOptions { Port = 1 }))
            .ShouldBe("container: the server in postgres:17-alpine ended (FATAL:  database files are incompatible with server)");

        engine.Requests.ShouldContain("POST /containers/c1/kill?signal=SIGKILL");
    }

    [Fact]
    public async Task What_is_ordered_publishes_on_loopback_only_and_goes_away_by_itself()
    {
        await using var theirs = await PostgresServer.StartAsync(new PostgresOptions(), [new NpmPackageRoute()], Ct);
        await using var engine = await new StandInEngine { Server = new NpgsqlConnectionStringBuilder(theirs.ConnectionString) }.StartAsync();

        // The password of the stand-in's server is not the one that was ordered, so the order is all there is to see.
        await RefusalAsync(engine.Address);

        var host = engine.Order.GetProperty("HostConfig");
        host.GetProperty("AutoRemove").GetBoolean().ShouldBeTrue();
        host.GetProperty("PortBindings").GetProperty("5432/tcp")[0].GetProperty("HostIp").GetString().ShouldBe("127.0.0.1");
        host.GetProperty("Binds").GetArrayLength().ShouldBe(0);
        engine.Order.GetProperty("Image").GetString().ShouldBe(Image);
        engine.Order.GetProperty("Env")[0].GetString()!.ShouldMatch("^POSTGRES_PASSWORD=[0-9a-f]{32}$");
        engine.Order.GetProperty("Cmd").EnumerateArray().Select(c => c.GetString()).ShouldContain("fsync=off");
        File.Exists(engine.Order.GetProperty("Labels").GetProperty("accounts.owner").GetString()).ShouldBeFalse();
    }

    [Fact]
    public async Task Containers_of_processes_that_are_gone_are_swept_and_others_are_not()
    {
        var living = Path.Combine(Path.GetTempPath(), $"accounts-container-{Guid.CreateVersion7():N}.lock");
        await using var held = RunLock.TryTake(living)!;
        object Listed(string id, string owner) => new { Id = id, Labels = new Dictionary<string, string> { ["accounts.owner"] = owner } };
        await using var engine = await new StandInEngine { Others = [Listed("dead", $"{living}.gone"), Listed("alive", living)] }.StartAsync();

        await RefusalAsync(engine.Address, new PostgresOptions { Port = 1 });

        engine.Requests.ShouldContain("POST /containers/dead/kill?signal=SIGINT");
        engine.Requests.ShouldNotContain(r => r.Contains("alive", StringComparison.Ordinal));
        engine.Requests.ShouldContain(r => r.Contains($"accounts.machine={Environment.MachineName}", StringComparison.Ordinal));
        File.Delete(living);
    }

    [Fact]
    public async Task Data_that_is_kept_without_a_container_stays_where_it_is()
    {
        var folder = Directory.CreateTempSubdirectory("accounts-test-");
        Directory.CreateDirectory(Path.Combine(folder.FullName, "postgres", "data"));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "postgres", "data", "PG_VERSION"), "17", Ct);
        await using var engine = await new StandInEngine().StartAsync();

        (await RefusalAsync(engine.Address, new PostgresOptions { Folder = Path.Combine(folder.FullName, "postgres") })).ShouldContain("--fresh starts anew in a container");

        engine.Requests.ShouldBeEmpty();
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("""{"Name":"HERE","SecurityOptions":["name=seccomp,profile=default"]}""", true)]
    [InlineData("""{"Name":"HERE","SecurityOptions":["name=seccomp,profile=default","name=rootless"]}""", false)]
    [InlineData("""{"Name":"docker-desktop","SecurityOptions":[]}""", false)]
    public void Only_an_engine_on_this_machine_and_with_its_network_lets_the_server_listen_there_itself(string info, bool shares)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Engines share a network with programs on Linux only.");

        Container.SharesNetwork(JsonElement.Parse(info.Replace("HERE", Environment.MachineName, StringComparison.Ordinal))).ShouldBe(shares);
    }

    private static async Task<string> RefusalAsync(string engine, PostgresOptions? options = null) =>
        (await Should.ThrowAsync<PostgresMissingException>(() => new ContainerRoute(engine, Image).TakeAsync(options ?? new PostgresOptions(), Ct))).Message;
}
