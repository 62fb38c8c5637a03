using Accounts.Application.Common.Jobs;
using Accounts.Application.Common.Ports;
using NSubstitute;

namespace Accounts.IntegrationTests.Jobs;

/// <summary>When a worker begins, and which of its jobs it keeps.</summary>
public sealed class JobWorkerStartTests(JobsWorld world) : IClassFixture<JobsWorld>
{
    [Fact]
    public async Task No_job_is_claimed_before_the_keys_are_known_to_be_right()
    {
        var (kind, user, keys) = (new JobKind("unready"), await world.NewUserAsync(), Substitute.For<IKeyCheck>());
        var checks = 0;
        var verdict = KeyVerdict.Unknown;
        keys.CheckAsync(default).ReturnsForAnyArgs(_ =>
        {
            Interlocked.Increment(ref checks);
            return verdict;
        });
        var job = await world.EnqueueAsync(user, kind);
        await using var worker = await world.StartWorkerAsync(
            kind, new JobsWorld.Handler((_, _) => Task.FromResult(JobStep.Done)), settings => settings.Keys = keys);

        await Eventually.IsTrueAsync(() => checks >= 2, "A second check of the keys");
        (await world.StateAsync(job)).Status.ShouldBe("queued");

        verdict = KeyVerdict.Right;
        await Eventually.IsTrueAsync(async () => (await world.StateAsync(job)).Status == "succeeded", "The end of the job");
    }

    /// <summary>The next step begins while the end of the previous one is still being recorded.</summary>
    [Fact]
    public async Task A_job_that_is_claimed_again_by_its_instance_keeps_its_lease()
    {
        var (kind, user) = (new JobKind("again"), await world.NewUserAsync());
        var (steps, second, end) = (0, new TaskCompletionSource(), new TaskCompletionSource());
        var leases = new SlowEnd(world.Leases, second.Task);
        await using var worker = await world.StartWorkerAsync(
            kind,
            new JobsWorld.Handler(async (_, _) =>
            {
                if (Interlocked.Increment(ref steps) == 1) return JobStep.Again(TimeSpan.Zero);

                second.TrySetResult();
                await end.Task;
                return JobStep.Done;
            }),
            settings => (settings.Leases, settings.Concurrency) = (leases, 2));
        var job = await world.EnqueueAsync(user, kind);
        await leases.FirstEnded.Task;
        var lease = await LeaseAsync(job);

        await Eventually.IsTrueAsync(async () => await LeaseAsync(job) > lease.AddSeconds(1), "An extension of the lease");

        end.SetResult();
        await Eventually.IsTrueAsync(async () => (await world.StateAsync(job)).Status == "succeeded", "The end of the job");
        steps.ShouldBe(2);
    }

    private Task<DateTime> LeaseAsync(Guid job) =>
        world.Database.Owner.ScalarAsync<DateTime>("select coalesce(lease_until, '-infinity') from accounts_internal.jobs where id = $1", job);

    /// <summary>Records the end of the first step at once, and returns only when the second step has begun.</summary>
    private sealed class SlowEnd(IJobLeases inner, Task secondBegan) : IJobLeases
    {
        private int _ends;

        public TaskCompletionSource FirstEnded { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task EndStepAsync(OwnedJob job, StepEnd end, CancellationToken ct)
        {
            await inner.EndStepAsync(job, end, ct);
            if (Interlocked.Increment(ref _ends) > 1) return;

            await secondBegan;
            FirstEnded.SetResult();
        }

        public Task<IReadOnlyList<OwnedJob>> ClaimAsync(string owner, IReadOnlyDictionary<JobKind, int> free, TimeSpan lease, CancellationToken ct) =>
            inner.ClaimAsync(owner, free, lease, ct);

        public Task<IReadOnlySet<Guid>> ExtendAsync(IReadOnlyCollection<OwnedJob> jobs, TimeSpan lease, CancellationToken ct) =>
            inner.ExtendAsync(jobs, lease, ct);

        public Task SweepAsync(TimeSpan olderThan, CancellationToken ct) => inner.SweepAsync(olderThan, ct);
    }
}
