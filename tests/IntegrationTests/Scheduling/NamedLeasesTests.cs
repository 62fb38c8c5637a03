using Accounts.Infrastructure.Persistence;
using Accounts.Infrastructure.Persistence.Repositories;
using Accounts.IntegrationTests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.IntegrationTests.Scheduling;

[Trait("Route", "pooler")]
public sealed class NamedLeasesTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_one_instance_can_hold_a_lease()
    {
        var (first, second) = (Leases(), Leases());
        var refused = true;

        var ran = await first.RunAsync("one", async ct => refused = !await second.RunAsync("one", _ => Task.CompletedTask, ct), Ct);

        (ran, refused).ShouldBe((true, true));
    }

    [Fact]
    public async Task A_released_lease_is_available_immediately_also_after_a_failure()
    {
        var (first, second) = (Leases(), Leases());

        await Should.ThrowAsync<InvalidOperationException>(() => first.RunAsync("released", _ => throw new InvalidOperationException(), Ct));

        (await second.RunAsync("released", _ => Task.CompletedTask, Ct)).ShouldBeTrue();
    }

    [Fact]
    public async Task The_lease_of_a_crashed_owner_is_available_only_after_it_expires()
    {
        await world.Database.Owner.ExecuteAsync(
            "insert into accounts_internal.leases values ('held', 'dead', app.now() + interval '1 hour'), ('expired', 'dead', app.now() - interval "
                + "'1 second')");

        (await Leases().RunAsync("held", _ => Task.CompletedTask, Ct)).ShouldBeFalse();
        (await Leases().RunAsync("expired", _ => Task.CompletedTask, Ct)).ShouldBeTrue();
    }

    private NamedLeases Leases() => new(world.Services.GetRequiredService<Database>());
}
