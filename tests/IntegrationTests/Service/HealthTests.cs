using System.Net;
using Accounts.IntegrationTests.Harness;

namespace Accounts.IntegrationTests.Service;

public sealed class HealthTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    [Theory]
    [InlineData("health/live", "live")]
    [InlineData("health/ready", "ready")]
    [InlineData("api/v1/health", "healthy")]
    public async Task A_sound_instance_says_so_to_anybody(string path, string status)
    {
        var answer = await GetAsync(path);

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Json.GetProperty("status").GetString().ShouldBe(status);
    }

    [Fact]
    public async Task The_overview_has_the_booleans_that_pages_dereference()
    {
        var services = (await GetAsync("api/v1/health")).Json.GetProperty("services");

        services.GetProperty("database").GetBoolean().ShouldBeTrue();
        services.GetProperty("amazon_api").GetBoolean().ShouldBeTrue();
        services.GetProperty("auth_service").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task An_instance_that_cannot_reach_its_database_is_alive_and_not_ready()
    {
        await using var unreachable = await UnreadyInstance.StartAsync(world, ("ConnectionStrings:Accounts", "Host=127.0.0.1;Port=1;Username=x;Timeout=1"));

        (await GetAsync("health/live", unreachable.Address)).Status.ShouldBe(HttpStatusCode.OK);
        var ready = await GetAsync("health/ready", unreachable.Address);
        ready.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        ready.Json.GetProperty("checks").GetProperty("database").GetString().ShouldNotBe("ok");
    }

    [Fact]
    public async Task An_instance_that_never_saw_clerks_keys_is_not_ready()
    {
        await using var keyless = await UnreadyInstance.StartAsync(world, ("Clerk:JwksUrl", "http://127.0.0.1:1/keys"));

        var ready = await GetAsync("health/ready", keyless.Address);

        ready.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        ready.Json.GetProperty("checks").GetProperty("clerk").GetString().ShouldNotBe("ok");
    }

    private async Task<ApiAnswer> GetAsync(string path, Uri? instance = null)
    {
        using var client = new HttpClient();
        using var response = await client.GetAsync(new Uri(instance ?? world.Address, path));
        return await ApiAnswer.OfAsync(response);
    }
}
