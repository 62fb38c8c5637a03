using Accounts.Application.Common.Jobs;
using Accounts.Domain.Common;
using Npgsql;

namespace Accounts.Infrastructure.Persistence.Repositories;

internal sealed class JobLeases(Database database) : IJobLeases
{
    public async Task<IReadOnlyList<OwnedJob>> ClaimAsync(string owner, IReadOnlyDictionary<JobKind, int> free, TimeSpan lease, CancellationToken ct)
    {
        string[] kinds = [.. free.Keys.Select(kind => kind.Name)];
        return await database.QueryAsync(Identity.Worker, $"""
            select id, user_id, kind, key, failures, fence, is_overdue from app.claim_jobs({owner}, {kinds}, {free.Values.ToArray()}, {lease})
            """, row => ReadJob(row, owner), ct);
    }

    public async Task<IReadOnlySet<Guid>> ExtendAsync(IReadOnlyCollection<OwnedJob> jobs, TimeSpan lease, CancellationToken ct)
    {
        var (ids, fences) = (jobs.Select(job => job.Id).ToArray(), jobs.Select(job => job.Fence).ToArray());
        var owner = jobs.Select(job => job.Owner).Distinct().Single();
        var kept = await database.QueryAsync(Identity.Worker, $"select id from app.extend_jobs({owner}, {ids}, {fences}, {lease}) as id",
            row => row.GetGuid(0), ct);
        return kept.ToHashSet();
    }

    public Task EndStepAsync(OwnedJob job, StepEnd end, CancellationToken ct) =>
        database.QueryAsync(Identity.Worker, $"""
            select app.end_step({job.Id}, {job.Owner}, {job.Fence}, {EnumNameConverter<JobStatus>.Names.Of(end.Status)}, {end.DueIn}, {end.Failures},
                                {end.Error?.Code}::text, {end.Error?.Message}::text)
            """, row => row.GetBoolean(0), ct);

    public Task SweepAsync(TimeSpan olderThan, CancellationToken ct) =>
        database.ExecuteAsync(Identity.Worker, $"select app.sweep_jobs({olderThan})", ct);

    private static OwnedJob ReadJob(NpgsqlDataReader row, string owner) => new(
        row.GetGuid(0), new UserId(row.GetGuid(1)), new JobKind(row.GetString(2)), row.GetString(3), row.GetInt32(4), owner, row.GetInt32(5),
        row.GetBoolean(6));
}
