using Accounts.Application.Sync;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Accounts.Domain.Sync;
using Npgsql;

namespace Accounts.Infrastructure.Persistence.Repositories;

/// <summary>Each operation of a run's owner is one call of a database function (decision 0008).</summary>
internal sealed class SyncRuns(Database database, ScopePlans plans, RunEndings endings) : ISyncRuns
{
    public async Task<Result<QueuedRun>> QueueAsync(UserId user, RunRequest request, CancellationToken ct)
    {
        var connections = request.Connections.Select(c => c.Value).ToArray();
        var types = request.AccountTypes.Select(WordConverter<AccountType>.Words.Of).ToArray();
        var trigger = WordConverter<SyncTrigger>.Words.Of(request.Trigger);
        var planned = SyncPlan.Begin(request.Connections, request.AccountTypes, request.Regions);
        while (true)
        {
            var scopes = await plans.WriteAsync(user, planned, request.Afresh, ct);
            var queued = await database.QueryAsync(Identity.Of(user), $"""
                select id, started_at from app.queue_run({user.Value}, {trigger}, {connections}, {types}, {scopes}::jsonb,
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
            select s.id, s.connection_id, s.kind, coalesce(s.region, c.region), s.profile_id, s.cursor, r.account_types, r.afresh
            from public.sync_scopes s join public.oauth_tokens c on c.id = s.connection_id join public.account_sync_history r on r.id = s.run_id
            where s.run_id = {run.Id.Value} and s.status = 'pending' order by s.kind <> 'profiles', s.created_at, s.id
            """, ReadScope, ct);

    public async Task<bool> StorePageAsync(OwnedRun run, OpenScope scope, ListedPage page, ProtectedToken? nextCursor, CancellationToken ct)
    {
        var followUps = await plans.WriteAsync(run.User, page.FollowUps, scope.Afresh, ct);
        var stored = await database.QueryAsync(Identity.Of(run.User), $"""
            select app.store_page({run.Id.Value}, {run.Owner}, {run.Attempt}, {scope.Id}, {page.Rows}::jsonb, {page.Seen.ToArray()}, {page.Skipped},
                                  {nextCursor?.Ciphertext}::text, {followUps}::jsonb)
            """, row => row.GetBoolean(0), ct);
        return stored.Single();
    }

    public Task FailScopeAsync(OwnedRun run, OpenScope scope, Error error, CancellationToken ct) =>
        database.ExecuteAsync(Identity.Of(run.User), $"""
            select app.fail_scope({run.Id.Value}, {run.Owner}, {run.Attempt}, {scope.Id}, {error.Code}, {error.Message})
            """, ct);

    public Task FinishAsync(OwnedRun run, CancellationToken ct) => endings.FinishAsync(run, ct);

    public async Task<LatestRun?> LatestAsync(UserId user, TimeSpan recent, CancellationToken ct)
    {
        var latest = await database.QueryAsync(Identity.Of(user), $"""
            select id, sync_status, coalesce(completed_at > app.now() - {recent}::interval, false)
            from public.account_sync_history where user_id = {user.Value} order by started_at desc limit 1
            """, row => new LatestRun(new SyncRunId(row.GetGuid(0)), WordConverter<SyncStatus>.Words.Parse(row.GetString(1)), row.GetBoolean(2)), ct);
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
        WordConverter<SyncScopeKind>.Words.Parse(row.GetString(2)),
        Enum.Parse<Region>(row.GetString(3)),
        row.IsDBNull(4) ? null : row.GetString(4),
        row.IsDBNull(5) ? null : new ProtectedToken(row.GetString(5)))
    {
        AccountTypes = [.. row.GetFieldValue<string[]>(6).Select(WordConverter<AccountType>.Words.Parse)],
        Afresh = row.GetBoolean(7),
    };
}
