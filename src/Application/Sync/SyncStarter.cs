using Accounts.Application.Common.Jobs;
using Accounts.Application.Common.Ports;
using Accounts.Application.Connections;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Accounts.Domain.Sync;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Accounts.Application.Sync;

/// <summary>Queues a run over a user's active connections.</summary>
internal sealed class SyncStarter(IReadDb db, ISyncRuns runs, ILoginWithAmazon amazon, IChanges changes, IOptions<SyncOptions> options)
{
    public static readonly IReadOnlyList<AccountType> AllTypes = Enum.GetValues<AccountType>();

    public async Task<Result<QueuedRun>> StartAsync(UserId user, WantedSync wanted, CancellationToken ct)
    {
        var connections = await db.Connections
            .Where(c => c.UserId == user && c.Status != ConnectionStatus.Revoked)
            .OrderBy(c => c.CreatedAt)
            .Select(c => new { c.Id, c.Status })
            .ToListAsync(ct);
        if (wanted.Connections is { } only) connections.RemoveAll(c => !only.Contains(c.Id));
        if (connections.Count == 0) return ConnectionErrors.NotFound;

        var live = connections.Where(c => c.Status == ConnectionStatus.Active).Select(c => c.Id).ToArray();
        if (live.Length == 0) return ConnectionErrors.ReauthorizationRequired;

        Region[] regions = [.. Enum.GetValues<Region>().Where(amazon.Offers)];
        // Varied, so that connections established together are not synced together.
        TimeSpan? again = options.Value.IsAutomatic ? Jitter.Spread(options.Value.Interval, Random.Shared.NextDouble()) : null;
        var request = new RunRequest(wanted.Id, wanted.Trigger, live, wanted.AccountTypes, regions, wanted.FromStart, again);
        var queued = await runs.QueueAsync(request, ct);
        if (queued.Succeeded) changes.JobAdded();
        return queued;
    }
}

/// <param name="Connections">Null for all.</param>
internal sealed record WantedSync(SyncTrigger Trigger, IReadOnlyList<ConnectionId>? Connections = null)
{
    public SyncRunId Id { get; init; } = SyncRunId.New();

    public IReadOnlyList<AccountType> AccountTypes { get; init; } = SyncStarter.AllTypes;

    /// <summary>List everything from the first page, even where an earlier run stopped half-way.</summary>
    public bool FromStart { get; init; }
}
