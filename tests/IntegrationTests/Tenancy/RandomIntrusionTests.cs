using Accounts.IntegrationTests.Harness;
using Accounts.IntegrationTests.Hostile;

namespace Accounts.IntegrationTests.Tenancy;

/// <summary>Well-formed requests to every route, built from its metadata. New routes are included automatically.</summary>
public sealed class RandomIntrusionTests(SmallWholeWorld world, ITestOutputHelper output) : IClassFixture<SmallWholeWorld>
{
    [Fact]
    public Task Random_requests_neither_show_nor_change_data_of_another_user() =>
        new RandomTraffic(world, output).RunAsync(hostile: false, [.. Route.All(world).Select(route => route.Operation)]);
}
