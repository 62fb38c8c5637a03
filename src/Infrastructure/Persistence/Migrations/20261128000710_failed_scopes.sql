-- An unexpected failure of a listing counts for its scope: it is shown at once, retried, and ends that scope only.

alter table public.sync_scopes add column if not exists failures int not null default 0; -- in a row, without a stored page in between

-- Records why the listing of a scope failed. The scope stays open until the failures reach at_most. Returns whether it is still open.
create or replace function app.record_scope_failure(run uuid, scope uuid, code text, message text, at_most int) returns boolean
  language plpgsql volatile
  as $$
declare
  recorded text;
begin
  update public.sync_scopes s set failures = s.failures + 1, error_code = code, error_message = message, updated_at = app.now(),
      status = case when s.failures + 1 >= at_most then 'failed' else s.status end
    where s.id = scope and s.run_id = run and s.status = 'pending' returning s.status into recorded;
  update public.account_sync_history h set updated_at = app.now() where h.id = run; -- notifies those who watch the run
  return coalesce(recorded = 'pending', false);
end $$;

-- Ends a run as decided and does nothing that follows from its listings, for a run that cannot be finished.
create or replace function app.abort_run(run uuid, outcome text, errors jsonb) returns void
  language sql volatile
  as $$
  update public.account_sync_history h set sync_status = outcome, error_details = errors, phase = 'done', completed_at = app.now(),
      updated_at = app.now()
    where h.id = run and h.sync_status = 'in_progress'
$$;
call accounts_internal.open_to_api('{record_scope_failure,abort_run}');

-- A stored page also forgets the failures of its scope.
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
    failures = 0, error_code = null, error_message = null,
    status = case when next_cursor is null then 'completed' else 'pending' end,
    completed_at = case when next_cursor is null then app.now() end
  where t.id = s.id;
  update public.account_sync_history h set updated_at = app.now(), progress = app.add_progress(h.progress, jsonb_build_object(
    'pages_done', 1, 'accounts_seen', page.listed, 'created', page.created, 'updated', page.updated,
    'unchanged', page.listed - page.created - page.updated, 'failed', skipped))
  where h.id = run;
  update accounts_internal.jobs j set failures = 0 where j.id = run and j.failures > 0; -- a stored page is progress
end $$;
