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

-- Queues a run with its first scopes. No row when the user has a live run already.
create or replace function app.queue_run(
    person uuid, run_trigger text, connections uuid[], types text[], scopes jsonb, from_the_start boolean, again_after interval)
  returns table (id uuid, started_at timestamptz)
  language plpgsql volatile
  as $$
declare
  run public.account_sync_history;
begin
  insert into public.account_sync_history (user_id, connection_ids, sync_type, sync_status, phase, account_types, afresh)
    values (person, connections, run_trigger, 'queued', 'queued', types, from_the_start)
    on conflict (user_id) where sync_status in ('queued', 'in_progress') do nothing
    returning * into run;
  if run.id is null then return; end if;

  perform app.open_scopes(run, scopes);
  -- In this transaction, so that the next run follows even if this one never ends.
  update public.oauth_tokens t set next_sync_at = app.now() + again_after where t.id = any (connections) and t.user_id = person;
  return query select run.id, run.started_at;
end $$;

-- Stores a page, what it has shown, the scope's next cursor and the progress: all or nothing, and not twice.
--   rows        what the store function of the kind of listing reads
--   seen        the ids of everything on the page, rows and links
--   follow_ups  scopes that follow from the page, as app.open_scopes reads them. Two connections may reach the same profile; the scopes of a profile
--               are opened by the connection that holds it once the page is stored.
create or replace function app.store_page(
    run uuid, holder text, attempt int, scope uuid, rows jsonb, seen text[], skipped int, next_cursor text, follow_ups jsonb)
  returns boolean -- false when the caller no longer owns the run
  language plpgsql volatile
  as $$
declare
  r public.account_sync_history := app.own_run(run, holder, attempt);
  s public.sync_scopes;
  page record;
begin
  if r.id is null then return false; end if;
  select * into s from public.sync_scopes t where t.id = scope and t.run_id = run and t.status = 'pending';
  if s.id is null then return true; end if;

  insert into accounts_internal.sync_seen (run_id, scope_id, user_id, amazon_id)
    select run, s.listing_id, r.user_id, a.id from unnest(seen) as a (id) on conflict do nothing;
  execute format('select listed, created, updated from app.%I($1, $2)', 'store_' || s.kind) into page using s, rows;
  if follow_ups <> '[]' then -- most pages have none
    perform app.open_scopes(r, (
      select jsonb_agg(f) from jsonb_array_elements(follow_ups) as f
      join public.account_profiles p on p.user_id = r.user_id and p.profile_id = f ->> 'profile_id' and p.connection_id = s.connection_id));
  end if;

  update public.sync_scopes t set cursor = next_cursor, listed = t.listed + page.listed, pages = t.pages + 1, updated_at = app.now(),
    status = case when next_cursor is null then 'completed' else 'pending' end,
    completed_at = case when next_cursor is null then app.now() end
  where t.id = s.id;
  update public.account_sync_history h set updated_at = app.now(), progress = app.add_progress(h.progress, jsonb_build_object(
    'pages_done', 1, 'accounts_seen', page.listed, 'created', page.created, 'updated', page.updated,
    'unchanged', page.listed - page.created - page.updated, 'failed', skipped))
  where h.id = run;
  return true;
end $$;

-- Ends a scope as failed. Its cursor stays, for the next run to continue at. False when the caller no longer owns the run.
create or replace function app.fail_scope(run uuid, holder text, attempt int, scope uuid, code text, message text) returns boolean
  language plpgsql volatile
  as $$
declare
  r public.account_sync_history := app.own_run(run, holder, attempt);
begin
  if r.id is null then return false; end if;
  update public.sync_scopes s set status = 'failed', error_code = code, error_message = message, updated_at = app.now()
    where s.id = scope and s.run_id = run and s.status = 'pending';
  return true;
end $$;

-- Ends a run as decided.
--   outcome        success, partial or failed
--   missing_after  how many complete listings in a row must lack an account until it becomes inactive; null: nothing counts as missing
--   decided_on     {scope id: status} of all scopes when the outcome was decided
-- Returns true when the run has ended, false when the caller no longer owns it, null when its scopes are no longer as decided on.
create or replace function app.finish_run(
    run uuid, holder text, attempt int, outcome text, errors jsonb, missing_after int, decided_on jsonb)
  returns boolean
  language plpgsql volatile set jit = off
  as $$
declare
  r public.account_sync_history := app.own_run(run, holder, attempt);
  deactivated int := 0;
begin
  if r.id is null then return false; end if;
  if decided_on is distinct from (select coalesce(jsonb_object_agg(s.id, s.status), '{}') from public.sync_scopes s where s.run_id = run) then
    return null;
  end if;

  if missing_after is not null then deactivated := app.count_missing(r, missing_after); end if;
  perform app.join_listed(r.user_id);
  update public.account_sync_history h set
    sync_status = outcome, error_details = errors, phase = 'done', completed_at = app.now(), updated_at = app.now(), owner = null, lease_until = null,
    progress = app.add_progress(h.progress, jsonb_build_object('deactivated', deactivated))
  where h.id = run;
  return true;
end $$;

-- The signatures that these replace. No version of the service has been released with them, so no running instance calls them.
drop function if exists app.queue_run(uuid, text, uuid[], text[], text[], boolean, interval);
drop function if exists app.open_scope(public.account_sync_history, uuid, text, text, text);
drop function if exists app.store_page(uuid, text, int, uuid, jsonb, text[], int, text);
drop function if exists app.finish_run(uuid, text, int);

call accounts_internal.open_to_api('{open_scopes,queue_run,store_page,fail_scope,finish_run}');

-- The listings of the last hour of a connection; the index it replaces had to be read kind by kind.
create index if not exists sync_scopes_recent on public.sync_scopes (connection_id, updated_at);
drop index if exists public.sync_scopes_listing;
