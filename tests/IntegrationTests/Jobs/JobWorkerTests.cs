using System.Collections.Concurrent;
using Accounts.Application.Common.Jobs;
using Accounts.Application.Common.Ports;
using Npgsql;

namespace Accounts.IntegrationTests.Jobs;

/// <summary>How a worker deals with what a step does. Steps wait for the test, never for time.</summary>
[Trait("Route", "pooler")]
public sealed class JobWorkerTests(JobsWorld world) : IClassFixture<JobsWorld>
{
    [Fact]
    public async Task A_job_is_executed_step_by_step_until_it_is_done()
    {
        var (kind, user) = (new JobKind("stepwise"), await world.NewUserAsync());
        var steps = 0;
        await using var worker = await world.StartWorkerAsync(kind, new JobsWorld.Handler((_, _) =>
            Task.FromResult(Interlocked.Increment(ref steps) < 3 ? JobStep.Again(TimeSpan.Zero) : JobStep.Done)));

        var job = await world.EnqueueAsync(user, kind);

        await EndsAsync(job, "succeeded");
        steps.ShouldBe(3);
    }

    [Fact]
    public async Task A_step_runs_as_the_user_of_its_job()
    {
        var (kind, user) = (new JobKind("as_user"), await world.NewUserAsync());
        var seen = new ConcurrentBag<OwnedJob>();
        await using var worker = await world.StartWorkerAsync(kind, new JobsWorld.Handler((owned, _) =>
        {
            seen.Add(owned);
            return Task.FromResult(JobStep.Done);
        }));

        var job = await world.EnqueueAsync(user, kind, "the key");

        await EndsAsync(job, "succeeded");
        var owned = seen.ShouldHaveSingleItem();
        (owned.Id, owned.User, owned.Kind, owned.Key).ShouldBe((job, user, kind, "the key"));
    }

    [Fact]
    public async Task An_exception_is_retried_twice_and_then_fails_the_job_with_its_code()
    {
        var (kind, user) = (new JobKind("throws"), await world.NewUserAsync());
        var steps = 0;
        var handler = new JobsWorld.Handler((_, _) =>
        {
            Interlocked.Increment(ref steps);
            throw new InvalidOperationException("of the test");
        });
        await using var worker = await world.StartWorkerAsync(kind, handler);

        var job = await world.EnqueueAsync(user, kind);

        await EndsAsync(job, "failed");
        (await world.StateAsync(job)).ShouldBe(("failed", 3, "job.step_failed"));
        steps.ShouldBe(3);
        handler.Failed.ShouldHaveSingleItem().Code.ShouldBe("job.step_failed");
    }

    [Fact]
    public async Task A_failed_step_is_retried_up_to_the_limit()
    {
        var (kind, user) = (new JobKind("fails"), await world.NewUserAsync());
        var handler = new JobsWorld.Handler((_, _) => Task.FromResult(JobStep.Retry(AmazonErrors.Timeout)));
        await using var worker = await world.StartWorkerAsync(kind, handler, settings => settings.MaxFailures = 5);

        var job = await world.EnqueueAsync(user, kind);

        await EndsAsync(job, "failed");
        (await world.StateAsync(job)).ShouldBe(("failed", 5, "amazon.timeout"));
        handler.Failed.ShouldHaveSingleItem().ShouldBe(AmazonErrors.Timeout);
    }

    [Fact]
    public async Task An_unavailable_database_is_not_a_failure_of_the_step()
    {
        var (kind, user) = (new JobKind("database"), await world.NewUserAsync());
        var steps = 0;
        var handler = new JobsWorld.Handler((_, _) =>
            Interlocked.Increment(ref steps) < 6 ? throw new NpgsqlException("cut") : Task.FromResult(JobStep.Done));
        await using var worker = await world.StartWorkerAsync(kind, handler);

        var job = await world.EnqueueAsync(user, kind);

        await EndsAsync(job, "succeeded");
        (await world.StateAsync(job)).Failures.ShouldBe(0);
        handler.Failed.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_job_whose_owners_crash_too_often_fails_without_another_step()
    {
        var (kind, user) = (new JobKind("crashes"), await world.NewUserAsync());
        var job = await world.EnqueueAsync(user, kind);
        await world.Database.Owner.ExecuteAsync(
            "update accounts_internal.jobs set status = 'running', owner = 'crashed', lease_until = app.now() - interval '1 second', failures = 19 "
                + "where id = $1", job);
        var handler = new JobsWorld.Handler((_, _) => throw new InvalidOperationException("No step is expected."));

        await using var worker = await world.StartWorkerAsync(kind, handler);

        await EndsAsync(job, "failed");
        (await world.StateAsync(job)).Error.ShouldBe("job.interrupted");
        handler.Failed.ShouldHaveSingleItem().Code.ShouldBe("job.interrupted");
    }

    [Fact]
    public async Task A_shutdown_hands_the_job_over_immediately_without_counting_a_failure()
    {
        var (kind, user) = (new JobKind("handed_over"), await world.NewUserAsync());
        var begun = new TaskCompletionSource();
        var first = await world.StartWorkerAsync(kind, new JobsWorld.Handler(async (_, ct) =>
        {
            begun.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, ct);
            return JobStep.Done;
        }));
        var job = await world.EnqueueAsync(user, kind);
        await begun.Task;

        await first.DisposeAsync();

        (await world.StateAsync(job)).ShouldBe(("queued", 0, null));
        await using var second = await world.StartWorkerAsync(kind, new JobsWorld.Handler((_, _) => Task.FromResult(JobStep.Done)));
        await EndsAsync(job, "succeeded");
    }

    [Fact]
    public async Task The_step_of_a_cancelled_job_is_cancelled()
    {
        var (kind, user) = (new JobKind("stopped"), await world.NewUserAsync());
        var (begun, cancelled) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var worker = await world.StartWorkerAsync(kind, new JobsWorld.Handler(async (_, ct) =>
        {
            await using var notified = ct.Register(cancelled.SetResult);
            begun.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, ct);
            return JobStep.Done;
        }));
        var job = await world.EnqueueAsync(user, kind);
        await begun.Task;

        await world.Queue.CancelAsync(user, job, CancellationToken.None);

        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(20));
        (await world.StateAsync(job)).Status.ShouldBe("cancelled");
    }

    [Fact]
    public async Task The_lease_of_a_job_is_extended_during_a_long_step()
    {
        var (kind, user) = (new JobKind("long"), await world.NewUserAsync());
        var (begun, end) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var worker = await world.StartWorkerAsync(kind, new JobsWorld.Handler(async (_, _) =>
        {
            begun.TrySetResult();
            await end.Task;
            return JobStep.Done;
        }));
        var job = await world.EnqueueAsync(user, kind);
        await begun.Task;
        var lease = await LeaseAsync(job);

        await Eventually.IsTrueAsync(async () => await LeaseAsync(job) > lease, "An extension of the lease");

        end.SetResult();
        await EndsAsync(job, "succeeded");
        (await world.Database.Owner.ScalarAsync<int>("select fence from accounts_internal.jobs where id = $1", job)).ShouldBe(1);
    }

    private Task EndsAsync(Guid job, string status) =>
        Eventually.IsTrueAsync(async () => (await world.StateAsync(job)).Status == status, $"The status {status}");

    private Task<DateTime> LeaseAsync(Guid job) =>
        world.Database.Owner.ScalarAsync<DateTime>("select lease_until from accounts_internal.jobs where id = $1", job);
}
