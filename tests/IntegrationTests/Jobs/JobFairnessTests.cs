using System.Collections.Concurrent;
using Accounts.Application.Common.Jobs;
using Accounts.Domain.Common;

namespace Accounts.IntegrationTests.Jobs;

/// <summary>How a worker shares its steps among users. Steps wait for the test, never for time.</summary>
public sealed class JobFairnessTests(JobsWorld world) : IClassFixture<JobsWorld>
{
    [Fact]
    public async Task Five_hundred_jobs_of_one_user_delay_another_users_job_by_less_than_one_step()
    {
        var (kind, busy, other) = (new JobKind("fairness"), await world.NewUserAsync(), await world.NewUserAsync());
        var order = new ConcurrentQueue<UserId>();
        var (entered, permits) = (new SemaphoreSlim(0), new SemaphoreSlim(0));
        await Parallel.ForAsync(0, 500, async (i, _) => await world.EnqueueAsync(busy, kind, $"{i}"));
        await using var worker = await world.StartWorkerAsync(kind, new JobsWorld.Handler(async (owned, ct) =>
        {
            order.Enqueue(owned.User);
            entered.Release();
            await permits.WaitAsync(ct);
            return JobStep.Done;
        }));
        await entered.WaitAsync();

        await world.EnqueueAsync(other, kind);
        permits.Release();
        await entered.WaitAsync();

        order.ShouldBe([busy, other]);
    }

    [Fact]
    public async Task Concurrent_steps_never_exceed_the_configured_concurrency()
    {
        var kind = new JobKind("concurrency");
        var (running, most) = (0, 0);
        var jobs = new List<Guid>();
        for (var i = 0; i < 9; i++) jobs.Add(await world.EnqueueAsync(await world.NewUserAsync(), kind));

        await using var worker = await world.StartWorkerAsync(
            kind,
            new JobsWorld.Handler(async (_, _) =>
            {
                lock (jobs) most = Math.Max(most, ++running);
                await Task.Yield();
                lock (jobs) running--;
                return JobStep.Done;
            }),
            settings => settings.Concurrency = 3);

        foreach (var job in jobs) await EndsAsync(job, "succeeded");
        most.ShouldBeInRange(1, 3);
    }

    private Task EndsAsync(Guid job, string status) =>
        Eventually.IsTrueAsync(async () => (await world.StateAsync(job)).Status == status, $"The status {status}");
}
