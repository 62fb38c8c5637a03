-- What a run lists, how it ended and what that means is decided by the service (SyncPlan, SyncOutcome) and passed in. The functions check, in the
-- transaction that writes, that the caller owns the run and that what the decision was based on has not changed.

-- Adds scopes to a run.
--   scopes  [{connection_id, kind, region, profile_id, resume_from}]; resume_from is the failed scope whose listing is continued. If a newer
--           listing of the same thing exists by now, the scope starts from the first page instead.
create or replace function app.open_scopes(run public.account_sync_history, scopes jsonb) returns void
  language sql volatile
  as $$
  with planned as (
    select gen_random_uuid() as id, p.*
    from jsonb_to_recordset(scopes) as p (connection_id uuid, kind text, region text, profile_id text, resume_from uuid)
  )
  insert into public.sync_scopes (id, run_id, user_id, connection_id, kind, region, profile_id, cursor, listing_id)
  select p.id, (run).id, (run).user_id, p.connection_id, p.kind, p.region, p.profile_id, earlier.cursor, coalesce(earlier.listing_id, p.id)
  from planned p
  left join lateral (
    select s.cursor, s.listing_id from public.sync_scopes s
    where s.id = p.resume_from and s.status = 'failed' and not exists (
      select from public.sync_scopes newer
      where newer.connection_id = s.connection_id and newer.kind = s.kind and newer.region is not distinct from s.region
        and newer.profile_id is not distinct from s.profile_id and newer.updated_at > s.updated_at)
  ) earlier on true
  on conflict do nothing
  $$;

-- The signatures that these replace. No version of the service has been released with them, so no running instance calls them.
drop function if exists app.queue_run(uuid, text, uuid[], text[], text[], boolean, interval);
drop function if exists app.open_scope(public.account_sync_history, uuid, text, text, text);
drop function if exists app.store_page(uuid, text, int, uuid, jsonb, text[], int, text);
drop function if exists app.finish_run(uuid, text, int);

call accounts_internal.open_to_api('{open_scopes}');

-- The listings of the last hour of a connection; the index it replaces had to be read kind by kind.
create index if not exists sync_scopes_recent on public.sync_scopes (connection_id, updated_at);
drop index if exists public.sync_scopes_listing;
