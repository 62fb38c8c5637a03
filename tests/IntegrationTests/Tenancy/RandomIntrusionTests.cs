using Accounts.IntegrationTests.Harness;
using Accounts.IntegrationTests.Hostile;

namespace Accounts.IntegrationTests.Tenancy;

/// <summary>Well-formed requests over every route there is, with what each says it reads: a new route is among them by itself.</summary>
public sealed class RandomIntrusionTests(SmallWholeWorld world, ITestOutputHelper output) : IClassFixture<SmallWholeWorld>
{
    [Fact]
    public Task No_route_shows_or_changes_what_belongs_to_somebody_else() =>
        new Barrage(world, output).RunAsync(hostile: false, [.. Route.All(world).Select(route => route.Operation)]);
}
