using System.Net;
using System.Text.Json;
using Accounts.Hosting.Processes;
using Accounts.IntegrationTests.Harness;
using Accounts.Simulators.Control;
using Npgsql;

namespace Accounts.IntegrationTests.Service;

[Trait("Route", "pooler")]
public sealed class HealthTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    [Theory]
    [InlineData("health/live", "live")]
    [InlineData("health/ready", "ready")]
    [InlineData("api/v1/health", "healthy")]
    public async Task A_healthy_instance_reports_its_status_without_authentication(string path, string status)
    {
        var answer = await GetAsync(path);

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Json.GetProperty("status").GetString().ShouldBe(status);
    }

    [Fact]
    public async Task The_overview_contains_the_booleans_that_the_frontend_reads()
    {
        var services = (await GetAsync("api/v1/health")).Json.GetProperty("services");

        services.GetProperty("database").GetBoolean().ShouldBeTrue();
        services.GetProperty("amazon_api").GetBoolean().ShouldBeTrue();
        services.GetProperty("auth_service").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task An_instance_that_cannot_reach_its_database_is_alive_and_not_ready()
    {
        await using var unreachable = await UnreadyInstance.StartAsync(world,
            ("ConnectionStrings:Accounts", "Host=127.0.0.1;Port=1;Username=x;Timeout=1"));

        (await GetAsync("health/live", unreachable.Address)).Status.ShouldBe(HttpStatusCode.OK);
        var ready = await GetAsync("health/ready", unreachable.Address);
        ready.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        ready.Json.GetProperty("checks").GetProperty("database").GetString().ShouldNotBe("ok");
        var overview = await GetAsync("api/v1/health", unreachable.Address);
        (overview.Status, overview.Json.GetProperty("services").GetProperty("database").GetBoolean()).ShouldBe((HttpStatusCode.OK, false));
    }

    [Fact]
    public async Task An_instance_that_never_loaded_the_clerk_keys_is_not_ready()
    {
        await using var keyless = await UnreadyInstance.StartAsync(world, ("Clerk:JwksUrl", "http://127.0.0.1:1/keys"));

        var ready = await GetAsync("health/ready", keyless.Address);

        ready.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        ready.Json.GetProperty("checks").GetProperty("clerk").GetString().ShouldNotBe("ok");
    }

    [Fact]
    public async Task An_instance_becomes_ready_and_its_scheduler_ticks_when_its_database_becomes_available()
    {
        var real = new NpgsqlConnectionStringBuilder(world.Database.ServiceConnectionString);
        var late = new NpgsqlConnectionStringBuilder(real.ConnectionString) { Port = FreePort.Any(), Host = "127.0.0.1", Timeout = 1 };
        await using var forward = new TcpForward(late.Port, real.Port);
        await using var instance = await UnreadyInstance.StartAsync(world, ("ConnectionStrings:Accounts", late.ConnectionString));
        await Eventually.IsTrueAsync(() => instance.Waits >= 4, "The scheduler and the job worker look twice for the database and do not find it");
        (await GetAsync("health/ready", instance.Address)).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);

        forward.Open();

        await Eventually.IsTrueAsync(async () => (await GetAsync("health/ready", instance.Address)).Status == HttpStatusCode.OK);
        await Eventually.IsTrueAsync(() => instance.IsTicking);
    }

    [Fact]
    public async Task The_dependencies_report_amazon_by_region_and_group_clerk_and_the_scheduler()
    {
        using var person = world.NewPerson();
        await person.ConnectAndSyncAsync("northwind");

        await Eventually.IsTrueAsync(async () => (await GetAsync("health/dependencies")).Json.GetProperty("status").GetString() == "healthy");

        var report = (await GetAsync("health/dependencies")).Json;
        report.GetProperty("amazon").EnumerateArray().Select(d => $"{d.GetProperty("region")} {d.GetProperty("group")} {d.GetProperty("breaker")}")
            .ShouldBe(["NA accounts closed", "NA login closed", "EU accounts closed", "FE accounts closed"], ignoreOrder: true);
        report.GetProperty("clerk").GetProperty("has_keys").GetBoolean().ShouldBeTrue();
        report.GetProperty("scheduler").GetProperty("is_ticking").GetBoolean().ShouldBeTrue();
        report.GetProperty("scheduler").GetProperty("last_tick_seconds_ago").GetDouble().ShouldBeInRange(0, 60);
    }

    [Fact]
    public async Task One_failure_of_Amazon_does_not_make_the_service_degraded()
    {
        using var person = world.NewPerson();
        await person.ConnectAndSyncAsync("northwind");
        world.Amazon.Inject(new Fault { Route = Routes.ListAccounts, Kind = FaultKind.Status, Status = 500 });
        try
        {
            await person.GetAsync("/api/v1/accounts/amazon-ads-accounts?live=true");
        }
        finally
        {
            world.Amazon.ClearFaults();
        }

        await Eventually.IsTrueAsync(async () => (await GetAsync("health/dependencies")).Json.GetProperty("amazon").EnumerateArray()
            .Any(d => d.GetProperty("group").GetString() == "accounts" && d.GetProperty("last_failed").ValueKind != JsonValueKind.Null));
        (await GetAsync("api/v1/health")).Json.GetProperty("services").GetProperty("amazon_api").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task The_dependencies_are_served_without_a_database()
    {
        await using var unreachable = await UnreadyInstance.StartAsync(world,
            ("ConnectionStrings:Accounts", "Host=127.0.0.1;Port=1;Username=x;Timeout=1"));

        var answer = await GetAsync("health/dependencies", unreachable.Address);

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Json.GetProperty("status").GetString().ShouldBe("degraded");
        answer.Json.GetProperty("scheduler").GetProperty("is_ticking").GetBoolean().ShouldBeFalse();
    }

    private async Task<ApiAnswer> GetAsync(string path, Uri? instance = null)
    {
        using var client = new HttpClient();
        using var response = await client.GetAsync(new Uri(instance ?? world.Address, path));
        return await ApiAnswer.OfAsync(response);
    }
}
