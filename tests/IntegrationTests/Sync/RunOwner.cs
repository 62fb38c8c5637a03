using Accounts.Application.Accounts;
using Accounts.Application.Common.Jobs;
using Accounts.Application.Common.Ports;
using Accounts.Application.Sync;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Accounts.IntegrationTests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.IntegrationTests.Sync;

/// <summary>Executes a run as an instance does, in a scope of the run's job. The world's own instance is stopped.</summary>
internal sealed class RunOwner(AsyncServiceScope scope, OwnedJob job) : IAsyncDisposable
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    private ISyncRuns Runs => scope.ServiceProvider.GetRequiredService<ISyncRuns>();

    public OwnedJob Job => job;

    public SyncRunId Id => new(job.Id);

    /// <summary>Claims the oldest due run, or returns null.</summary>
    public static async Task<RunOwner?> ClaimAsync(ApiWorld world, string owner = "this test")
    {
        var claimed = await world.Services.GetRequiredService<IJobLeases>()
            .ClaimAsync(owner, new Dictionary<JobKind, int> { [JobKind.Sync] = 1 }, TimeSpan.FromSeconds(15), Ct);
        if (claimed is not [var job]) return null;

        var scope = world.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().Become(job);
        var run = new RunOwner(scope, job);
        await run.Runs.BeginAsync(run.Id, Ct);
        return run;
    }

    public static async Task<Result<QueuedRun>> QueueAsync(ApiWorld world, UserId user, RunRequest request) =>
        await AsAsync<ISyncRuns, Result<QueuedRun>>(world, user, runs => runs.QueueAsync(request, Ct));

    public static Task StoreAsync(ApiWorld world, UserId user, Func<IAccountStore, Task> store) => AsAsync<IAccountStore, bool>(world, user,
        async s =>
    {
        await store(s);
        return true;
    });

    public Task<IReadOnlyList<OpenScope>> OpenScopesAsync() => Runs.OpenScopesAsync(Id, Ct);

    public Task StorePageAsync(OpenScope of, ListedPage page, ProtectedToken? next = null) => Runs.StorePageAsync(Id, of, page, next, Ct);

    public Task FailScopeAsync(OpenScope of, Error error) => Runs.FailScopeAsync(Id, of, error, Ct);

    /// <summary>Ends the run, and then its job as the worker does.</summary>
    public async Task FinishAsync()
    {
        await Runs.FinishAsync(Id, Ct);
        await EndStepAsync(JobStatus.Succeeded);
    }

    public Task EndStepAsync(JobStatus status) =>
        scope.ServiceProvider.GetRequiredService<IJobLeases>().EndStepAsync(job, new StepEnd(status, TimeSpan.Zero, job.Failures, Error: null), Ct);

    public ValueTask DisposeAsync() => scope.DisposeAsync();

    private static async Task<TResult> AsAsync<TService, TResult>(ApiWorld world, UserId user, Func<TService, Task<TResult>> work)
        where TService : notnull
    {
        await using var scope = world.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().Become(user);
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }
}
