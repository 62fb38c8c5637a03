using Accounts.Application.Common.Jobs;

namespace Accounts.IntegrationTests.Jobs;

[Trait("Route", "pooler")]
public sealed class JobQueueTests(JobsWorld world) : IClassFixture<JobsWorld>
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task Concurrent_requests_for_the_same_work_queue_one_job()
    {
        var (kind, user) = (new JobKind("coalesced"), await world.NewUserAsync());

        var queued = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => world.Queue.EnqueueAsync(user, kind, "key", Guid.CreateVersion7(), Ct)));

        queued.Count(job => job.IsNew).ShouldBe(1);
        queued.Select(job => job.Id).Distinct().ShouldHaveSingleItem()
            .ShouldBe((await world.Queue.FindLiveAsync(user, kind, "key", Ct)).ShouldNotBeNull());
    }

    [Fact]
    public async Task Other_users_and_other_keys_get_separate_jobs()
    {
        var (kind, user) = (new JobKind("apart"), await world.NewUserAsync());
        var first = await world.EnqueueAsync(user, kind, "a");

        (await world.EnqueueAsync(user, kind, "b")).ShouldNotBe(first);
        (await world.EnqueueAsync(await world.NewUserAsync(), kind, "a")).ShouldNotBe(first);
    }

    [Fact]
    public async Task An_ended_job_does_not_block_the_next_one()
    {
        var (kind, user) = (new JobKind("next"), await world.NewUserAsync());
        var first = await world.EnqueueAsync(user, kind);
        (await world.Queue.CancelAsync(user, first, Ct)).ShouldBeTrue();

        (await world.EnqueueAsync(user, kind)).ShouldNotBe(first);
        (await world.Queue.CancelAsync(user, first, Ct)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_user_cannot_cancel_or_find_another_users_job()
    {
        var (kind, user, other) = (new JobKind("foreign"), await world.NewUserAsync(), await world.NewUserAsync());
        var job = await world.EnqueueAsync(user, kind);

        (await world.Queue.CancelAsync(other, job, Ct)).ShouldBeFalse();
        (await world.Queue.FindLiveAsync(other, kind, "", Ct)).ShouldBeNull();
        (await world.StateAsync(job)).Status.ShouldBe("queued");
    }
}
