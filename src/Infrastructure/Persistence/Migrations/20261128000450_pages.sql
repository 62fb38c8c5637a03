-- A page and the end of a run call the functions of the kind of listing by name. The check constraint of sync_scopes.kind is the list of kinds.

create or replace function app.store_page(
    run uuid, holder text, attempt int, scope uuid, rows jsonb, seen text[], skipped int, next_cursor text)
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
  if s.kind = 'profiles' then
    perform app.open_scope(r, s.connection_id, 'dsp_advertisers', s.region, a.id)
      from jsonb_to_recordset(rows) as a (id text, is_dsp_entity boolean)
      join public.account_profiles p on p.user_id = r.user_id and p.profile_id = a.id and p.connection_id = s.connection_id
      where a.is_dsp_entity and 'dsp' = any (r.account_types);
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

-- Counts what the complete listings of a run lack. Once may be a slip of paging; after "times" in a row an account becomes inactive, and what
-- only belongs to accounts is deleted. Returns how many accounts became inactive.
create or replace function app.count_missing(run public.account_sync_history, times int) returns int
  language plpgsql volatile set enable_nestloop = off
  as $$
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
end $$;

create or replace function app.finish_run(run uuid, holder text, attempt int) returns boolean
  language plpgsql volatile set jit = off
  as $$
declare
  r public.account_sync_history := app.own_run(run, holder, attempt);
  ended record;
  deactivated int := 0;
begin
  if r.id is null then return false; end if;
  select bool_and(s.status = 'completed') as all_well, bool_or(s.pages > 0) as something,
         jsonb_agg(jsonb_build_object('scope', s.kind, 'region', s.region, 'profile_id', s.profile_id, 'code', s.error_code, 'message', s.error_message))
           filter (where s.status = 'failed') as errors
    into ended from public.sync_scopes s where s.run_id = run;

  if ended.all_well then deactivated := app.count_missing(r, 2); end if;
  perform app.join_listed(r.user_id);
  update public.account_sync_history h set
    sync_status = case when ended.all_well then 'success' when ended.something then 'partial' else 'failed' end,
    error_details = ended.errors, phase = 'done', completed_at = app.now(), updated_at = app.now(), owner = null, lease_until = null,
    progress = app.add_progress(h.progress, jsonb_build_object('deactivated', deactivated))
  where h.id = run;
  return true;
end $$;

-- The signatures that these replace. No version of the service has been released with them, so no running instance calls them.
drop function if exists app.count_missing(public.account_sync_history);
drop function if exists app.store_profiles(uuid, uuid, text, jsonb);
drop function if exists app.store_managers(uuid, uuid, text, jsonb);

call accounts_internal.open_to_api('{store_page,count_missing,finish_run}');
