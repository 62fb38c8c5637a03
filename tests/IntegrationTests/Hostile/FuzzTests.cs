using Accounts.IntegrationTests.Harness;
using Accounts.IntegrationTests.Users;

namespace Accounts.IntegrationTests.Hostile;

/// <summary>Random and mutated requests over everything the OpenAPI document offers.</summary>
public sealed class FuzzTests(FuzzTests.World world, ITestOutputHelper output) : IClassFixture<FuzzTests.World>
{
    [Fact]
    public async Task Random_requests_cause_no_failure_no_hang_and_no_disclosure_of_another_users_data() =>
        await new RandomTraffic(world, output).RunAsync(hostile: true, await Operation.AllAsync(world));

    /// <summary>With webhooks, so that what is random is also signed.</summary>
    public sealed class World(TestServers servers) : SmallWholeWorld(servers)
    {
        protected override (string Name, string Value)[] Changes => [SignedWebhook.Setting];
    }
}
