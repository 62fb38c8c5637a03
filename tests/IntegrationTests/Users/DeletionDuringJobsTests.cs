using Accounts.Application.Accounts;
using Accounts.Application.Common.Jobs;
using Accounts.Application.Common.Ports;
using Accounts.Application.Sync;
using Accounts.Domain.Common;
using Accounts.Domain.Sync;
using Accounts.Infrastructure.Scheduling;
using Accounts.IntegrationTests.Harness;
using Accounts.IntegrationTests.Sync;
using Accounts.Simulators;
using Accounts.Simulators.Control;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.IntegrationTests.Users;

/// <summary>
/// A user is deleted while a job's step waits for Amazon, which the test holds back until the deletion has committed. The instance of the world is
/// stopped, and the test runs the step, so that it knows when the step has ended.
/// </summary>
public sealed class DeletionDuringJobsTests(DeletionDuringJobsTests.World world) : IClassFixture<DeletionDuringJobsTests.World>
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private static readonly JobLimits Limits = new(Failures: 20, Exceptions: 3, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(1));

    [Theory]
    [InlineData(Routes.ListAccounts)]
    [InlineData(Routes.ListProfiles)]
    [InlineData(Routes.ListManagers)]
    [InlineData(Routes.ListAdvertisers)]
    public async Task A_sync_writes_nothing_and_calls_nobody_after_the_deletion(string route)
    {
        var person = world.People.Dequeue();
        await using var scope = world.Services.CreateAsyncScope();
        var user = new UserId(await world.UserIdAsync(person));
        scope.ServiceProvider.GetRequiredService<CurrentUser>().Become(user);
        (await scope.ServiceProvider.GetRequiredService<SyncStarter>().StartAsync(user, new WantedSync(SyncTrigger.Manual), Ct)).Succeeded
            .ShouldBeTrue();

        await DeletedDuringAsync(person, JobKind.Sync, route);
    }

    [Fact]
    public async Task An_account_refresh_writes_nothing_and_calls_nobody_after_the_deletion()
    {
        var person = world.People.Dequeue();
        await world.Database.Owner.ExecuteAsync(
            """
            update public.user_accounts set settings = '{"sync_interval_minutes": 15}', next_sync_at = null
            where id = (select id from public.user_accounts where user_id = $1 and account_type = 'advertising' order by id limit 1)
            """, await world.UserIdAsync(person));
        await world.Services.GetRequiredService<IAccountSchedule>().EnqueueDueAsync(100, Ct);

        await DeletedDuringAsync(person, JobKind.AccountRefresh, Routes.GetAccount);
    }

    private async Task DeletedDuringAsync(Person person, JobKind kind, string route)
    {
        var claimed = await world.Services.GetRequiredService<IJobLeases>()
            .ClaimAsync("this test", new Dictionary<JobKind, int> { [kind] = 1 }, TimeSpan.FromMinutes(1), Ct);
        var job = claimed.ShouldHaveSingleItem();
        world.Amazon.ClearCalls();
        Task step;
        string before;
        using (world.Amazon.Hold(route))
        {
            step = world.Services.GetRequiredService<JobStepRunner>().RunAsync(job, Limits, Ct, Ct);
            await Eventually.IsTrueAsync(() => world.Amazon.Calls.Count(route) > 0, $"A call of {route}");
            await world.Database.Owner.ExecuteAsync(
                "select app.apply_clerk_user($1, 'user.deleted', $1, app.now(), null, null, null, null)", person.Clerk.UserId);
            before = await world.RowsOfAsync(person);
            world.Amazon.ClearCalls();
        }

        await step;

        await world.ShouldBeGoneAsync(person, before);
        (await world.Database.Owner.ScalarAsync<string>("select status || ' ' || failures from accounts_internal.jobs where id = $1", job.Id))
            .ShouldBe("cancelled 0");
    }

    /// <summary>Connects enough people for all tests, and then stops its instance.</summary>
    public sealed class World(TestServers servers) : ApiWorld(servers)
    {
        private const int Tests = 5;

        internal Queue<Person> People { get; } = new();

        protected override SimulatorOptions Simulated =>
            new() { Accounts = 250, Profiles = 120, Agencies = 1, AdvertisersPerAgency = 230, Managers = 1, LinksPerManager = 12 };

        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            for (var i = 0; i < Tests; i++) People.Enqueue(await this.ConnectedAsync("northwind"));
            await StopInstanceAsync();
        }
    }
}
