using Accounts.IntegrationTests.Harness;

namespace Accounts.IntegrationTests.Hostile;

/// <summary>Random and mutated requests over everything the OpenAPI document offers.</summary>
public sealed class FuzzTests(SmallWholeWorld world, ITestOutputHelper output) : IClassFixture<SmallWholeWorld>
{
    [Fact]
    public async Task Nothing_makes_it_fail_hang_or_show_what_belongs_to_somebody_else() =>
        await new Barrage(world, output).RunAsync(hostile: true, await Operation.AllAsync(world));
}
