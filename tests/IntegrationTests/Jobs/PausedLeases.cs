using Accounts.Application.Common.Jobs;

namespace Accounts.IntegrationTests.Jobs;

/// <summary>An instance that stops at one point, extends no lease meanwhile, and goes on when the test says so.</summary>
internal sealed class PausedLeases(IJobLeases inner, PausedLeases.Point point) : IJobLeases
{
    private readonly TaskCompletionSource _resumed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public enum Point
    {
        BetweenClaimAndStep,
        BetweenStepAndEnd,
    }

    public TaskCompletionSource Paused { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the end that came too late has been recorded, or refused.</summary>
    public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Resume() => _resumed.TrySetResult();

    public async Task<IReadOnlyList<OwnedJob>> ClaimAsync(string owner, IReadOnlyDictionary<JobKind, int> free, TimeSpan lease, CancellationToken ct)
    {
        var claimed = Paused.Task.IsCompleted ? [] : await inner.ClaimAsync(owner, free, lease, ct); // later ones are the other instance's
        if (claimed.Count > 0 && point == Point.BetweenClaimAndStep) await PauseAsync();
        return claimed;
    }

    public Task<IReadOnlySet<Guid>> ExtendAsync(IReadOnlyCollection<OwnedJob> jobs, TimeSpan lease, CancellationToken ct) =>
        Task.FromResult<IReadOnlySet<Guid>>(jobs.Select(job => job.Id).ToHashSet());

    public async Task EndStepAsync(OwnedJob job, StepEnd end, CancellationToken ct)
    {
        if (point == Point.BetweenStepAndEnd) await PauseAsync();
        await inner.EndStepAsync(job, end, ct);
        Ended.TrySetResult();
    }

    public Task SweepAsync(TimeSpan olderThan, CancellationToken ct) => inner.SweepAsync(olderThan, ct);

    private Task PauseAsync()
    {
        Paused.TrySetResult();
        return _resumed.Task;
    }
}
