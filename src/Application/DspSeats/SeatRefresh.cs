using Accounts.Application.Common.Jobs;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Audit;
using Accounts.Domain.Common;
using Accounts.Domain.DspSeats;
using Microsoft.Extensions.Options;

namespace Accounts.Application.DspSeats;

/// <summary>Makes the read of seats that a user requests, and audits how it ended. At most one read of an advertiser is live.</summary>
internal sealed class SeatRefresh(
    ISeatSnapshots snapshots, JobWaiter waiter, IChanges changes, IAuditTrail audit, IUnitOfWork unitOfWork, RequestContext request,
    IOptions<SeatsOptions> options)
{
    /// <returns>Error: <c>seats.sync_running</c>, <c>seats.not_finished</c>, or that of the read.</returns>
    public async Task<Result<LoggedSeatRead>> ReadAsync(UserId user, string advertiser, CancellationToken ct)
    {
        var started = await StartAsync(user, advertiser, ct);
        if (!started.Succeeded) return started.Error;

        Result<LoggedSeatRead> read = SeatErrors.NotFinished;
        try
        {
            return read = await WaitAsync(user, started.Value, ct);
        }
        finally
        {
            await RecordAsync(advertiser, started.Value, read); // also if the caller has left
        }
    }

    private async Task<Result<Guid>> StartAsync(UserId user, string advertiser, CancellationToken ct)
    {
        var id = request.OperationId ?? Guid.CreateVersion7();
        if (request.OperationId is not null && await snapshots.FindReadAsync(user, id, ct) is { } ended)
        {
            if (ended.Status != SeatReadStatus.Failed) return id;
            id = Guid.CreateVersion7(); // an earlier attempt of the same request failed
        }

        var live = await snapshots.QueueAsync(user, advertiser, id, ct);
        changes.JobAdded();
        return live == id ? id : SeatErrors.SyncRunning(live);
    }

    private async Task<Result<LoggedSeatRead>> WaitAsync(UserId user, Guid id, CancellationToken ct)
    {
        var read = await waiter.WaitAsync(id, options.Value.MaxWait, waiting => snapshots.FindReadAsync(user, id, waiting), ct);
        return read switch
        {
            null => SeatErrors.NotFinished,
            { Status: SeatReadStatus.Failed } => SeatFailures.Of(read.ErrorCode),
            _ => read,
        };
    }

    private Task RecordAsync(string advertiser, Guid id, Result<LoggedSeatRead> read)
    {
        var entry = read.Succeeded ? new AuditEvent("seats.refresh", Succeeded: true) : AuditEvent.Failure("seats.refresh", read.Error);
        audit.Record(entry with
        {
            TargetType = "advertiser",
            TargetId = advertiser,
            Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["sync_log_id"] = id.ToString() },
        });
        return unitOfWork.SaveChangesAsync(CancellationToken.None);
    }
}
