-- Sync runs and account intervals as jobs. The job of a run has the run's id. Its owner proves the ownership in the first statement of each
-- transaction (app.own_job), so the functions of a run no longer take an owner.

-- Queues a run with its first scopes and its job. If the user has a live run, that one is returned and nothing is changed.
create or replace function app.queue_run(
    person uuid, run_trigger text, connections uuid[], types text[], scopes jsonb, from_the_start boolean, again_after interval,
    out id uuid, out started_at timestamptz, out is_new boolean)
  language plpgsql volatile
  as $$
declare
  run public.account_sync_history;
begin
  loop
    insert into public.account_sync_history (user_id, connection_ids, sync_type, sync_status, phase, account_types, afresh)
      values (person, connections, run_trigger, 'queued', 'queued', types, from_the_start)
      on conflict (user_id) where sync_status in ('queued', 'in_progress') do nothing
      returning * into run;
    is_new := run.id is not null;
    exit when is_new;
    select * into run from public.account_sync_history h where h.user_id = person and h.sync_status in ('queued', 'in_progress');
    exit when run.id is not null; -- else the live run has ended in between
  end loop;
  id := run.id;
  started_at := run.started_at;
  if not is_new then return; end if;

  -- A run ends before its job does. The worker of the previous one finds its job ended and leaves it alone.
  update accounts_internal.jobs j set status = 'succeeded', owner = null, lease_until = null, completed_at = app.now(), updated_at = app.now()
    where j.user_id = person and j.kind = 'sync' and j.key = '' and j.status in ('queued', 'running');
  insert into accounts_internal.jobs (id, user_id, kind) values (run.id, person, 'sync');
  perform app.open_scopes(run, scopes);
  -- In this transaction, so that the next run follows even if this one never ends.
  update public.oauth_tokens t set next_sync_at = app.now() + again_after where t.id = any (connections) and t.user_id = person;
end $$;

-- Marks a run as in progress. False when it has ended.
create or replace function app.begin_run(run uuid) returns boolean
  language plpgsql volatile
  as $$
begin
  update public.account_sync_history h set sync_status = 'in_progress', phase = 'listing', updated_at = app.now()
    where h.id = run and h.sync_status = 'queued';
  return exists (select from public.account_sync_history h where h.id = run and h.sync_status = 'in_progress');
end $$;

-- Ends a live run and its job. What it has stored stays.
create or replace function app.cancel_run(run uuid, person uuid) returns boolean
  language plpgsql volatile
  as $$
begin
  perform app.cancel_job(run, person);
  update public.account_sync_history h set sync_status = 'cancelled', phase = 'done', completed_at = app.now(), updated_at = app.now()
    where h.id = run and h.user_id = person and h.sync_status in ('queued', 'in_progress');
  return found;
end $$;

-- Stores a page, what it has shown, the scope's next cursor and the progress: all or nothing, and not twice.
--   rows        what the store function of the kind of listing reads
--   seen        the ids of everything on the page, rows and links
--   follow_ups  scopes that follow from the page, as app.open_scopes reads them. Two connections may reach the same profile; the scopes of a profile
--               are opened by the connection that holds it once the page is stored.
create or replace function app.store_page(run uuid, scope uuid, rows jsonb, seen text[], skipped int, next_cursor text, follow_ups jsonb) returns void
  language plpgsql volatile
  as $$
declare
  r public.account_sync_history;
  s public.sync_scopes;
  page record;
begin
  select * into r from public.account_sync_history h where h.id = run and h.sync_status = 'in_progress' for update;
  select * into s from public.sync_scopes t where t.id = scope and t.run_id = r.id and t.status = 'pending';
  if s.id is null then return; end if;

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
  update accounts_internal.jobs j set failures = 0 where j.id = run and j.failures > 0; -- a stored page is progress
end $$;

-- Ends a scope as failed. Its cursor stays, for the next run to continue at.
create or replace function app.fail_scope(run uuid, scope uuid, code text, message text) returns void
  language sql volatile
  as $$
  update public.sync_scopes s set status = 'failed', error_code = code, error_message = message, updated_at = app.now()
  where s.id = scope and s.run_id = run and s.status = 'pending'
$$;

-- Ends a run as decided. A run that has ended stays as it is.
--   outcome        success, partial or failed
--   missing_after  how many complete listings in a row must lack an account until it becomes inactive; null: nothing counts as missing
--   decided_on     {scope id: status} of all scopes when the outcome was decided
-- Returns false when the scopes are no longer as decided on.
create or replace function app.finish_run(run uuid, outcome text, errors jsonb, missing_after int, decided_on jsonb) returns boolean
  language plpgsql volatile set jit = off
  as $$
declare
  r public.account_sync_history;
  deactivated int := 0;
begin
  select * into r from public.account_sync_history h where h.id = run and h.sync_status = 'in_progress' for update;
  if r.id is null then return true; end if;
  if decided_on is distinct from (select coalesce(jsonb_object_agg(s.id, s.status), '{}') from public.sync_scopes s where s.run_id = run) then
    return false;
  end if;

  if missing_after is not null then deactivated := app.count_missing(r, missing_after); end if;
  perform app.join_listed(r.user_id);
  update public.account_sync_history h set
    sync_status = outcome, error_details = errors, phase = 'done', completed_at = app.now(), updated_at = app.now(),
    progress = app.add_progress(h.progress, jsonb_build_object('deactivated', deactivated))
  where h.id = run;
  return true;
end $$;

-- Queues a refresh for each account that has an interval of its own and is due. The next date is one interval later, and never less than minimum_interval.
create or replace function app.enqueue_due_accounts(at_most int, minimum_interval interval) returns void
  language sql volatile security definer set search_path = ''
  as $$
  with due as (
    select a.id from public.user_accounts a join public.oauth_tokens t on t.id = a.connection_id and t.status = 'active'
    where coalesce(a.next_sync_at <= app.now(), true) and a.status <> 'disconnected' and a.settings ->> 'sync_interval_minutes' ~ '^[0-9]{2,4}$'
    order by a.next_sync_at nulls first limit at_most for update of a skip locked
  ), taken as (
    update public.user_accounts a
    set next_sync_at = app.now() + greatest(minimum_interval, make_interval(mins => (a.settings ->> 'sync_interval_minutes')::int))
    from due where a.id = due.id
    returning a.user_id, a.id
  )
  insert into accounts_internal.jobs (user_id, kind, key)
  select taken.user_id, 'account_refresh', taken.id::text from taken
  on conflict (user_id, kind, key) where status in ('queued', 'running') do nothing
  $$;

-- Runs that are live now go on as jobs.
insert into accounts_internal.jobs (id, user_id, kind)
  select h.id, h.user_id, 'sync' from public.account_sync_history h where h.sync_status in ('queued', 'in_progress')
  on conflict do nothing;

drop function if exists app.own_run(uuid, text, int);
drop policy if exists worker_claims on public.account_sync_history;
revoke all on public.account_sync_history from accounts_worker;
drop index if exists public.account_sync_history_claimable;

call accounts_internal.lend_to_worker('{enqueue_due_accounts}');
call accounts_internal.open_to_api('{queue_run,begin_run,cancel_run,store_page,fail_scope,finish_run}');
