using Accounts.Application.Common.Jobs;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Audit;
using Accounts.Domain.Common;
using Accounts.Domain.DspSeats;

namespace Accounts.Application.DspSeats;

/// <summary>Queues a read of seats that a user requests, with its audit entry. At most one read of an advertiser is live.</summary>
internal sealed class SeatRefresh(IJobQueue jobs, ISeatSnapshots snapshots, IAuditTrail audit, IUnitOfWork unitOfWork, RequestContext request)
{
    /// <returns>The id of the read. Error: <c>seats.sync_running</c>.</returns>
    public async Task<Result<Guid>> StartAsync(UserId user, string advertiser, CancellationToken ct)
    {
        var id = request.OperationId ?? Guid.CreateVersion7();
        if (request.OperationId is not null)
        {
            var ended = await snapshots.FindReadAsync(user, id, ct);
            if (ended is { Status: not SeatReadStatus.Failed } || await jobs.FindLiveAsync(user, JobKind.DspSeats, advertiser, ct) == id) return id;
            if (ended is not null) id = Guid.CreateVersion7(); // an earlier attempt of the same request failed
        }

        jobs.Add(user, JobKind.DspSeats, advertiser, id);
        audit.Record(new AuditEvent("seats.refresh", Succeeded: true)
        {
            TargetType = "advertiser",
            TargetId = advertiser,
            Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["sync_log_id"] = id.ToString() },
        });
        try
        {
            await unitOfWork.SaveChangesAsync(ct);
            return id;
        }
        catch (ConflictException e) when (e.Error.Is(JobErrors.AlreadyLive(default)))
        {
            return SeatErrors.SyncRunning(Guid.Parse(e.Error.Details["live_id"]));
        }
    }
}
