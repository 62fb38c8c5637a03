using Accounts.IntegrationTests.Harness;

namespace Accounts.IntegrationTests.Hostile;

/// <summary>Random and mutated requests over everything the OpenAPI document offers.</summary>
public sealed class FuzzTests(SmallWholeWorld world, ITestOutputHelper output) : IClassFixture<SmallWholeWorld>
{
    [Fact]
    public async Task Random_requests_cause_no_failure_no_hang_and_no_disclosure_of_another_users_data() =>
        await new RandomTraffic(world, output).RunAsync(hostile: true, await Operation.AllAsync(world));
}
