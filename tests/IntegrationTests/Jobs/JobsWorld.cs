using Accounts.Application.Common.Jobs;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Accounts.Infrastructure.Persistence;
using Accounts.Infrastructure.Scheduling;
using Accounts.IntegrationTests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Accounts.IntegrationTests.Jobs;

/// <summary>A database in which tests queue jobs of kinds of their own and run workers on them. The instance of the world does not know these
/// kinds.</summary>
public sealed class JobsWorld(TestServers servers) : ApiWorld(servers)
{
    internal IJobQueue Queue => Services.CreateScope().ServiceProvider.GetRequiredService<IJobQueue>();

    internal IJobLeases Leases => Services.GetRequiredService<IJobLeases>();

    internal async Task<UserId> NewUserAsync()
    {
        var user = UserId.New();
        await Database.Owner.ExecuteAsync("insert into public.users (id, clerk_user_id) values ($1, $2)", user.Value, $"user_{user.Value:N}");
        return user;
    }

    internal async Task<Guid> EnqueueAsync(UserId user, JobKind kind, string key = "") =>
        (await Queue.EnqueueAsync(user, kind, key, Guid.CreateVersion7(), CancellationToken.None)).Id;

    internal async Task<OwnedJob?> ClaimAsync(JobKind kind, string owner = "one", TimeSpan? lease = null) =>
        (await Leases.ClaimAsync(owner, new Dictionary<JobKind, int> { [kind] = 1 }, lease ?? TimeSpan.FromSeconds(15), CancellationToken.None))
            .SingleOrDefault();

    internal async Task<(string Status, int Failures, string? Error)> StateAsync(Guid job) => (
        (await Database.Owner.ScalarAsync<string>("select status from accounts_internal.jobs where id = $1", job))!,
        await Database.Owner.ScalarAsync<int>("select failures from accounts_internal.jobs where id = $1", job),
        await Database.Owner.ScalarAsync<string>("select error_code from accounts_internal.jobs where id = $1", job));

    /// <summary>A worker of one kind, as one more instance would have.</summary>
    internal async Task<RunningWorker> StartWorkerAsync(JobKind kind, IJobHandler handler, Action<JobsSettings>? change = null)
    {
        var settings = new JobsSettings();
        change?.Invoke(settings);
        var options = new JobsOptions
        {
            Lease = settings.Lease,
            Tick = TimeSpan.FromMilliseconds(100),
            FirstBackoff = TimeSpan.FromMilliseconds(100),
            MaxBackoff = TimeSpan.FromMilliseconds(100),
            MaxFailures = settings.MaxFailures,
            Concurrency = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { [kind.SettingName] = settings.Concurrency },
        };
        var runner = new JobStepRunner(
            Services.GetRequiredService<IServiceScopeFactory>(), settings.Leases ?? Leases, new StepFailures(),
            [new JobRegistration(kind, _ => handler)], settings.Log);
        var readiness = settings.Keys is { } keys
            ? new Readiness(Services.GetRequiredService<Database>(), keys, NullLogger<Readiness>.Instance)
            : Services.GetRequiredService<Readiness>();
        var worker = new JobWorker(runner, settings.Leases ?? Leases, Services.GetRequiredService<Changes>(), readiness, Options.Create(options),
            NullLogger<JobWorker>.Instance);
        await worker.StartAsync(CancellationToken.None);
        return new RunningWorker(worker);
    }

    internal sealed class JobsSettings
    {
        public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(2);

        public int MaxFailures { get; set; } = 20;

        public int Concurrency { get; set; } = 1;

        /// <summary>Receives what the steps log.</summary>
        public ILogger<JobStepRunner> Log { get; set; } = NullLogger<JobStepRunner>.Instance;

        /// <summary>Replaces the leases of the database.</summary>
        public IJobLeases? Leases { get; set; }

        /// <summary>Replaces the check of the keys.</summary>
        public IKeyCheck? Keys { get; set; }
    }

    internal sealed class RunningWorker(JobWorker worker) : IAsyncDisposable
    {
        public Task StopAsync() => worker.StopAsync(CancellationToken.None);

        public async ValueTask DisposeAsync()
        {
            await StopAsync();
            worker.Dispose();
        }
    }

    /// <summary>Runs what the test says.</summary>
    internal sealed class Handler(Func<OwnedJob, CancellationToken, Task<JobStep>> step) : IJobHandler
    {
        public List<Error> Failed { get; } = [];

        public Task<JobStep> StepAsync(OwnedJob job, CancellationToken ct) => step(job, ct);

        public Task FailAsync(OwnedJob job, Error error, CancellationToken ct)
        {
            lock (Failed) Failed.Add(error);
            return Task.CompletedTask;
        }
    }
}
