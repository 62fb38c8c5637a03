using System.Collections.Concurrent;
using Accounts.Application.Common.Jobs;
using Accounts.Domain.Common;
using Accounts.Infrastructure.Scheduling;
using Microsoft.Extensions.Logging;

namespace Accounts.IntegrationTests.Jobs;

/// <summary>An exception that the instance survives is a failed step, and never a crash of the instance.</summary>
public sealed class FailedStepTests(JobsWorld world) : IClassFixture<JobsWorld>
{
    private static readonly TimeSpan LongerThanTheTest = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Each_failed_step_is_logged_once_with_its_code()
    {
        var (kind, log) = (new JobKind("logged"), new Lines());
        await using var worker = await world.StartWorkerAsync(kind, Throwing(), settings => settings.Log = log);

        await EndsAsync(await world.EnqueueAsync(await world.NewUserAsync(), kind), "failed");

        log.Errors.Count.ShouldBe(3);
        log.Errors.ShouldAllBe(line => line.Contains("job.step_failed", StringComparison.Ordinal));
    }

    /// <summary>The lease is longer than the test, so a step that waited for its end would not be repeated in time.</summary>
    [Fact]
    public async Task A_failed_step_is_recorded_at_once_and_repeated_without_waiting_for_the_lease()
    {
        var (kind, user) = (new JobKind("at_once"), await world.NewUserAsync());
        var (second, end) = (new TaskCompletionSource(), new TaskCompletionSource());
        var steps = 0;
        var handler = new JobsWorld.Handler(async (_, _) =>
        {
            if (Interlocked.Increment(ref steps) == 1) throw new InvalidOperationException("of the test");

            second.SetResult();
            await end.Task;
            return JobStep.Done;
        });
        await using var worker = await world.StartWorkerAsync(kind, handler, settings => settings.Lease = LongerThanTheTest);
        var job = await world.EnqueueAsync(user, kind);

        await second.Task;
        (await world.StateAsync(job)).ShouldBe(("running", 1, "job.step_failed"));

        end.SetResult();
        await EndsAsync(job, "succeeded");
        (await world.StateAsync(job)).ShouldBe(("succeeded", 0, null));
    }

    [Fact]
    public async Task A_job_whose_failure_cannot_be_recorded_ends_at_the_limit_of_failures()
    {
        var (kind, log) = (new JobKind("unrecorded"), new Lines());
        var handler = new Unrecordable();
        await using var worker = await world.StartWorkerAsync(kind, handler, settings => (settings.Log, settings.MaxFailures) = (log, 5));

        var job = await world.EnqueueAsync(await world.NewUserAsync(), kind);

        await EndsAsync(job, "failed");
        (await world.StateAsync(job)).ShouldBe(("failed", 5, "job.failure_not_recorded"));
        handler.Calls.ShouldBe(3);
    }

    private static JobsWorld.Handler Throwing() => new((_, _) => throw new InvalidOperationException("of the test"));

    private Task EndsAsync(Guid job, string status) =>
        Eventually.IsTrueAsync(async () => (await world.StateAsync(job)).Status == status, $"The status {status}");

    private sealed class Unrecordable : IJobHandler
    {
        private int _calls;

        public int Calls => _calls;

        public Task<JobStep> StepAsync(OwnedJob job, CancellationToken ct) => throw new InvalidOperationException("of the test");

        public Task FailAsync(OwnedJob job, Error error, CancellationToken ct)
        {
            Interlocked.Increment(ref _calls);
            throw new InvalidOperationException("of the test");
        }
    }

    private sealed class Lines : ILogger<JobStepRunner>
    {
        public ConcurrentQueue<string> Errors { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) Errors.Enqueue(formatter(state, exception));
        }
    }
}
