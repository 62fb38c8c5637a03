using Accounts.Application.Accounts;
using Accounts.Application.Sync;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Accounts.Domain.Sync;

namespace Accounts.Infrastructure.Persistence.Repositories;

internal sealed class SyncRuns(Database database) : ISyncRuns
{
    public async Task<Result<QueuedRun>> QueueAsync(
        UserId user, SyncTrigger trigger, IReadOnlyList<ConnectionId> connections, bool afresh, CancellationToken ct)
    {
        while (true)
        {
            var queued = await database.QueryAsync(Identity.Of(user), $"""
                with run as (
                  insert into public.account_sync_history (user_id, connection_ids, sync_type, sync_status, phase)
                  values ({user.Value}, {Ids(connections)}, {WordConverter<SyncTrigger>.Words.Of(trigger)}, 'queued', 'queued')
                  on conflict (user_id) where sync_status in ('queued', 'in_progress') do nothing
                  returning id, started_at
                ), scopes as (
                  insert into public.sync_scopes (run_id, user_id, connection_id, kind, cursor)
                  select run.id, {user.Value}, c.id, 'ads_accounts', case when not {afresh} then (
                    select case when s.status = 'failed' then s.cursor end from public.sync_scopes s
                    where s.connection_id = c.id and s.kind = 'ads_accounts' and s.updated_at > app.now() - interval '1 hour'
                    order by s.updated_at desc limit 1) end
                  from run, unnest({Ids(connections)}) as c (id)
                )
                select id, started_at from run
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
            select s.id, s.connection_id, c.region, s.cursor
            from public.sync_scopes s join public.oauth_tokens c on c.id = s.connection_id
            where s.run_id = {run.Id.Value} and s.status = 'pending' order by s.created_at, s.id
            """, row => new OpenScope(row.GetGuid(0), new ConnectionId(row.GetGuid(1)), Enum.Parse<Region>(row.GetString(2)),
                row.IsDBNull(3) ? null : new ProtectedToken(row.GetString(3))), ct);

    public async Task<bool> StorePageAsync(OwnedRun run, OpenScope scope, RemoteAccountPage page, ProtectedToken? nextCursor, CancellationToken ct)
    {
        var stored = await database.QueryAsync(Identity.Of(run.User), $"""
            with mine as (
              select id from public.account_sync_history
              where id = {run.Id.Value} and owner = {run.Owner} and attempts = {run.Attempt} and sync_status = 'in_progress'
              for update
            ), page as (
              select mine.id, p.created, p.updated
              from mine cross join lateral app.store_accounts({run.User.Value}, {scope.Connection.Value}, {AccountStore.ToJson(page.Accounts)}::jsonb) p
            ), resumable as (
              update public.sync_scopes s
              set cursor = {nextCursor?.Ciphertext}::text, listed = s.listed + {page.Accounts.Count}, pages = s.pages + 1,
                  status = case when {nextCursor is null} then 'completed' else 'pending' end,
                  completed_at = case when {nextCursor is null} then app.now() end, updated_at = app.now()
              from mine where s.id = {scope.Id} and s.run_id = mine.id
            ), progressed as (
              update public.account_sync_history r
              set updated_at = app.now(), progress = jsonb_build_object(
                'pages_done', coalesce((r.progress->>'pages_done')::int, 0) + 1,
                'accounts_seen', coalesce((r.progress->>'accounts_seen')::int, 0) + {page.Accounts.Count},
                'created', coalesce((r.progress->>'created')::int, 0) + page.created,
                'updated', coalesce((r.progress->>'updated')::int, 0) + page.updated,
                'unchanged', coalesce((r.progress->>'unchanged')::int, 0) + {page.Accounts.Count} - page.created - page.updated,
                'deactivated', 0,
                'failed', coalesce((r.progress->>'failed')::int, 0) + {page.Skipped})
              from page where r.id = page.id
              returning r.id
            )
            select id from progressed
            """, row => row.GetGuid(0), ct);
        return stored.Count == 1;
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
        database.ExecuteAsync(Identity.Of(run.User), $"""
            update public.account_sync_history r
            set sync_status = case when s.all_done then 'success' when s.something then 'partial' else 'failed' end,
                error_details = s.errors, phase = 'done', completed_at = app.now(), updated_at = app.now(), owner = null, lease_until = null
            from (
              select bool_and(status = 'completed') as all_done, bool_or(pages > 0) as something,
                     jsonb_agg(jsonb_build_object('scope', kind, 'code', error_code, 'message', error_message)) filter (where status = 'failed') as errors
              from public.sync_scopes where run_id = {run.Id.Value}
            ) s
            where r.id = {run.Id.Value} and r.owner = {run.Owner} and r.attempts = {run.Attempt} and r.sync_status = 'in_progress'
            """, ct);

    private static Guid[] Ids(IReadOnlyList<ConnectionId> connections) => [.. connections.Select(c => c.Value)];
}
