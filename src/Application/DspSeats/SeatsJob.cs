using System.Globalization;
using Accounts.Application.Common.Jobs;
using Accounts.Domain.Common;
using Accounts.Domain.DspSeats;

namespace Accounts.Application.DspSeats;

/// <summary>
/// Reads the seats of one advertiser and replaces its snapshot. The job's key is the advertiser's id; the job's id is also the id of the read in
/// the log. The job does not repeat a failed read: the next request or tick does.
/// </summary>
internal sealed class SeatsJob(AdvertiserLookup advertisers, SeatReader reader, ISeatSnapshots snapshots) : IJobHandler
{
    public async Task<JobStep> StepAsync(OwnedJob job, CancellationToken ct)
    {
        var source = await advertisers.FindAsync(job.User, job.Key, profile: null, ct);
        if (!source.Succeeded) return JobStep.Failed(source.Error);

        var known = await snapshots.FindAsync(job.User, job.Key, ct);
        var read = await reader.ReadAsync(source.Value, known?.Headers, ct);
        if (!read.Succeeded) return JobStep.Failed(read.Error);

        var details = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["pages"] = read.Value.Pages.ToString(CultureInfo.InvariantCulture),
            ["skipped"] = read.Value.Skipped.ToString(CultureInfo.InvariantCulture),
            ["region"] = source.Value.Region.ToString(),
        };
        await snapshots.ReplaceAsync(
            new SeatRead(job.Id, job.User, job.Key, read.Value.Status, Error: null, details), read.Value.Seats, read.Value.Headers, ct);
        return JobStep.Done;
    }

    public Task FailAsync(OwnedJob job, Error error, CancellationToken ct) => snapshots.FailAsync(
        new SeatRead(job.Id, job.User, job.Key, SeatReadStatus.Failed, error, new Dictionary<string, string>(StringComparer.Ordinal)), ct);
}
