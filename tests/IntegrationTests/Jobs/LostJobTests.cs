using System.Collections.Concurrent;
using Accounts.Application.Common.Jobs;
using Accounts.Application.Common.Ports;
using Accounts.Infrastructure.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.IntegrationTests.Jobs;

/// <summary>An instance that pauses for longer than its lease loses its job, and writes nothing when it goes on. A killed one:
/// <c>KilledInstanceJobTests</c>.</summary>
public sealed class LostJobTests(JobsWorld world) : IClassFixture<JobsWorld>
{
    [Theory]
    [InlineData(nameof(PausedLeases.Point.BetweenClaimAndStep), new[] { 2 })]
    [InlineData(nameof(PausedLeases.Point.BetweenStepAndEnd), new[] { 1, 2 })] // a step may run twice; only the end of the second counts
    public async Task Another_instance_finishes_the_job_and_the_one_that_lost_it_writes_nothing(string point, int[] writtenBy)
    {
        var (kind, user, fences) = (new JobKind($"lost_{point}"), await world.NewUserAsync(), new ConcurrentQueue<int>());
        var lost = new TaskCompletionSource();
        var paused = new PausedLeases(world.Leases, Enum.Parse<PausedLeases.Point>(point));
        var handler = new JobsWorld.Handler(async (job, _) =>
        {
            try
            {
                await WriteAsync(job);
                fences.Enqueue(job.Fence);
                return JobStep.Done;
            }
            catch (JobLostException)
            {
                lost.SetResult();
                throw;
            }
        });
        await using var first = await world.StartWorkerAsync(kind, handler, settings => settings.Leases = paused);
        var job = await world.EnqueueAsync(user, kind);
        await paused.Paused.Task;
        await using var second = await world.StartWorkerAsync(kind, handler);
        await Eventually.IsTrueAsync(async () => (await world.StateAsync(job)).Status == "succeeded", "The end of the job on the second instance");
        var before = await RowsAsync(job);

        paused.Resume();

        await (point == nameof(PausedLeases.Point.BetweenClaimAndStep) ? lost.Task : paused.Ended.Task).WaitAsync(TimeSpan.FromSeconds(30));
        await first.StopAsync();
        fences.ShouldBe(writtenBy);
        (await RowsAsync(job)).ShouldBe(before);
    }

    /// <summary>A write of the job, by the instance that owns it.</summary>
    private Task<int> WriteAsync(OwnedJob job)
    {
        var user = new CurrentUser();
        user.Become(job);
        return world.Services.GetRequiredService<Database>()
            .ExecuteAsync(Identity.Of(user), $"update public.users set last_login_at = app.now() where id = {job.User.Value}",
                CancellationToken.None);
    }

    private Task<string?> RowsAsync(Guid job) => world.Database.Owner.ScalarAsync<string>(
        "select concat(j.xmin, ' ', j, ' ', u.xmin, ' ', u) from accounts_internal.jobs j join public.users u on u.id = j.user_id "
            + "where j.id = $1", job);
}
