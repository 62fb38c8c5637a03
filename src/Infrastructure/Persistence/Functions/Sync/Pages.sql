-- Generated from a migrated database; do not edit. These are the functions as they are now. Only the files in ../Migrations are applied.
-- To regenerate: UPDATE_FUNCTIONS=1 dotnet test --project tests/IntegrationTests --filter-class '*.FunctionSnapshotTests'

CREATE OR REPLACE FUNCTION app.add_progress(done jsonb, more jsonb)
 RETURNS jsonb
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select jsonb_object_agg(name, coalesce((done ->> name)::int, 0) + coalesce((more ->> name)::int, 0))
  from unnest('{pages_done,accounts_seen,created,updated,unchanged,deactivated,failed}'::text[]) as name
  $function$;

CREATE OR REPLACE FUNCTION app.count_missing(run account_sync_history, times integer)
 RETURNS integer
 LANGUAGE plpgsql
 SET enable_nestloop TO 'off'
AS $function$
declare
  listing text;
  lacked uuid[];
  missing uuid[] := '{}';
  deactivated int;
begin
  for listing in select distinct s.kind from public.sync_scopes s where s.run_id = run.id order by s.kind loop
    execute format('select coalesce(array_agg(id), ''{}'') from app.%I($1, $2) as id', 'missing_' || listing) into lacked using run, times;
    missing := missing || lacked;
  end loop;

  with counted as (
    update public.user_accounts a set missed_listings = a.missed_listings + 1, missing_since = coalesce(a.missing_since, app.now()), updated_at = app.now(),
      status = case when a.missed_listings + 1 >= times and a.status <> 'disconnected' then 'inactive' else a.status end
    where a.user_id = run.user_id and a.id in (select unnest(missing))
    returning a.status
  )
  select count(*) filter (where status = 'inactive') into deactivated from counted;

  delete from public.account_relationships r where r.user_id = run.user_id and r.parent_key is not null and (r.missed_listings >= times
    or not exists (select from public.manager_accounts m where m.user_id = run.user_id and m.manager_account_id = r.parent_key
                   union all select from public.account_profiles p where p.user_id = run.user_id and p.profile_id = r.parent_key));
  return deactivated;
end $function$;

CREATE OR REPLACE FUNCTION app.seen_by(run uuid)
 RETURNS TABLE(listing_id uuid, amazon_id text)
 LANGUAGE sql
 STABLE
AS $function$
  select seen.scope_id, seen.amazon_id from accounts_internal.sync_seen seen
  where seen.scope_id = any (array (select s.listing_id from public.sync_scopes s where s.run_id = run))
  $function$;

CREATE OR REPLACE FUNCTION app.store_links(owner uuid, kind text, links jsonb)
 RETURNS void
 LANGUAGE sql
AS $function$
  insert into public.account_relationships as r (user_id, relationship_type, parent_key, child_key, metadata)
  select owner, kind, l.parent, l.child, coalesce(l.metadata, '{}')
  from jsonb_to_recordset(links) as l (parent text, child text, metadata jsonb)
  order by l.parent, l.child
  on conflict (user_id, relationship_type, parent_key, child_key) where parent_key is not null do update set
    metadata = excluded.metadata, missed_listings = 0, updated_at = app.now()
  where (r.metadata, r.missed_listings) is distinct from (excluded.metadata, 0)
$function$;

CREATE OR REPLACE FUNCTION app.store_page(run uuid, scope uuid, rows jsonb, seen text[], skipped integer, next_cursor text, follow_ups jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
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
end $function$;
