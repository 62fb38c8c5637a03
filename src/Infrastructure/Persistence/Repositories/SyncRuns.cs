using Accounts.Application.Sync;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Accounts.Domain.Sync;
using Npgsql;

namespace Accounts.Infrastructure.Persistence.Repositories;

/// <summary>What a run's owner does to it is one call of a function of the database's (decision 0008).</summary>
internal sealed class SyncRuns(Database database) : ISyncRuns
{
    public async Task<Result<QueuedRun>> QueueAsync(UserId user, RunRequest request, CancellationToken ct)
    {
        var connections = request.Connections.Select(c => c.Value).ToArray();
        var types = request.AccountTypes.Select(EnumNameConverter<AccountType>.Names.Of).ToArray();
        var regions = request.Regions.Select(r => r.ToString()).ToArray();
        while (true)
        {
            var queued = await database.QueryAsync(Identity.Of(user), $"""
                select id, started_at from app.queue_run({user.Value}, {EnumNameConverter<SyncTrigger>.Names.Of(request.Trigger)}, {connections}, {types}, {regions},
                                                         {request.Afresh}, {request.Again}::interval)
                """, row => new QueuedRun(new SyncRunId(row.GetGuid(0)), row.GetFieldValue<DateTimeOffset>(1)), ct);
            if (queued is [var run]) return run;

            var live = await database.QueryAsync(Identity.Of(user), $"""
                select id from public.account_sync_history where user_id = {user.Value} and sync_status in ('queued', 'in_progress')
                """, row => new SyncRunId(row.GetGuid(0)), ct);
            if (live is [var running]) return SyncErrors.AlreadyRunning(running);
        }
    }

    public async Task<OwnedRun?> ClaimAsync(string owner, CancellationToken ct)
    {
        var claimed = await database.QueryAsync(Identity.Worker, $"""
            update public.account_sync_history
            set owner = {owner}, lease_until = app.now() + interval '15 seconds', attempts = attempts + 1,
                sync_status = 'in_progress', phase = 'listing', updated_at = app.now()
            where id = (
              select id from public.account_sync_history
              where sync_status in ('queued', 'in_progress') and coalesce(lease_until < app.now(), true)
              order by created_at limit 1 for update skip locked)
            returning id, user_id, attempts
            """, row => new OwnedRun(new SyncRunId(row.GetGuid(0)), new UserId(row.GetGuid(1)), owner, row.GetInt32(2)), ct);
        return claimed.SingleOrDefault();
    }

    public async Task<bool> RenewLeaseAsync(OwnedRun run, CancellationToken ct) =>
        await database.ExecuteAsync(Identity.Worker, $"""
            update public.account_sync_history set lease_until = app.now() + interval '15 seconds'
            where id = {run.Id.Value} and owner = {run.Owner} and attempts = {run.Attempt} and sync_status = 'in_progress'
            """, ct) == 1;

    public Task ReleaseAsync(OwnedRun run, CancellationToken ct) =>
        database.ExecuteAsync(Identity.Worker, $"""
            update public.account_sync_history set lease_until = null, owner = null
            where id = {run.Id.Value} and owner = {run.Owner} and attempts = {run.Attempt} and sync_status = 'in_progress'
            """, ct);

    public async Task<IReadOnlyList<OpenScope>> OpenScopesAsync(OwnedRun run, CancellationToken ct) =>
        await database.QueryAsync(Identity.Of(run.User), $"""
            select s.id, s.connection_id, s.kind, coalesce(s.region, c.region), s.profile_id, s.cursor
            from public.sync_scopes s join public.oauth_tokens c on c.id = s.connection_id
            where s.run_id = {run.Id.Value} and s.status = 'pending' order by s.kind <> 'profiles', s.created_at, s.id
            """, ReadScope, ct);

    public async Task<bool> StorePageAsync(OwnedRun run, OpenScope scope, ListedPage page, ProtectedToken? nextCursor, CancellationToken ct)
    {
        var stored = await database.QueryAsync(Identity.Of(run.User), $"""
            select app.store_page({run.Id.Value}, {run.Owner}, {run.Attempt}, {scope.Id}, {page.Rows}::jsonb, {page.Seen.ToArray()}, {page.Skipped},
                                  {nextCursor?.Ciphertext}::text)
            """, row => row.GetBoolean(0), ct);
        return stored.Single();
    }

    public Task FailScopeAsync(OwnedRun run, OpenScope scope, Error error, CancellationToken ct) =>
        database.ExecuteAsync(Identity.Of(run.User), $"""
            update public.sync_scopes s
            set status = 'failed', error_code = {error.Code}, error_message = {error.Message}, updated_at = app.now()
            from public.account_sync_history r
            where s.id = {scope.Id} and r.id = s.run_id and r.id = {run.Id.Value}
              and r.owner = {run.Owner} and r.attempts = {run.Attempt} and r.sync_status = 'in_progress'
            """, ct);

    public Task FinishAsync(OwnedRun run, CancellationToken ct) =>
        database.QueryAsync(Identity.Of(run.User), $"select app.finish_run({run.Id.Value}, {run.Owner}, {run.Attempt})", row => row.GetBoolean(0), ct);

    public async Task<LatestRun?> LatestAsync(UserId user, TimeSpan recent, CancellationToken ct)
    {
        var latest = await database.QueryAsync(Identity.Of(user), $"""
            select id, sync_status, coalesce(completed_at > app.now() - {recent}::interval, false)
            from public.account_sync_history where user_id = {user.Value} order by started_at desc limit 1
            """, row => new LatestRun(new SyncRunId(row.GetGuid(0)), EnumNameConverter<SyncStatus>.Names.Parse(row.GetString(1)), row.GetBoolean(2)), ct);
        return latest.SingleOrDefault();
    }

    public async Task<bool> CancelAsync(UserId user, SyncRunId run, CancellationToken ct) =>
        await database.ExecuteAsync(Identity.Of(user), $"""
            update public.account_sync_history
            set sync_status = 'cancelled', phase = 'done', completed_at = app.now(), updated_at = app.now(), owner = null, lease_until = null
            where id = {run.Value} and user_id = {user.Value} and sync_status in ('queued', 'in_progress')
            """, ct) == 1;

    private static OpenScope ReadScope(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        new ConnectionId(row.GetGuid(1)),
        EnumNameConverter<SyncScopeKind>.Names.Parse(row.GetString(2)),
        Enum.Parse<Region>(row.GetString(3)),
        row.IsDBNull(4) ? null : row.GetString(4),
        row.IsDBNull(5) ? null : new ProtectedToken(row.GetString(5)));
}
