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
    public async Task One_instance_runs_the_work_while_another_is_refused()
    {
        var (first, second) = (Leases(), Leases());
        var refused = true;

        var ran = await first.RunAsync("one", async ct => refused = !await second.RunAsync("one", _ => Task.CompletedTask, ct), Ct);

        (ran, refused).ShouldBe((true, true));
    }

    [Fact]
    public async Task A_released_lease_is_free_at_once_also_after_a_failure()
    {
        var (first, second) = (Leases(), Leases());

        await Should.ThrowAsync<InvalidOperationException>(() => first.RunAsync("released", _ => throw new InvalidOperationException(), Ct));

        (await second.RunAsync("released", _ => Task.CompletedTask, Ct)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_lease_whose_owner_died_is_taken_after_it_has_expired_and_not_before()
    {
        await world.Database.Owner.ExecuteAsync(
            "insert into accounts_internal.leases values ('held', 'dead', app.now() + interval '1 hour'), ('expired', 'dead', app.now() - interval '1 second')");

        (await Leases().RunAsync("held", _ => Task.CompletedTask, Ct)).ShouldBeFalse();
        (await Leases().RunAsync("expired", _ => Task.CompletedTask, Ct)).ShouldBeTrue();
    }

    private NamedLeases Leases() => new(world.Services.GetRequiredService<Database>());
}
