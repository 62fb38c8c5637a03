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

CREATE OR REPLACE FUNCTION app.count_missing(run account_sync_history)
 RETURNS integer
 LANGUAGE plpgsql
 SET enable_nestloop TO 'off'
AS $function$
declare
  deactivated int;
begin
  with listing as materialized (
    select s.* from public.sync_scopes s where s.run_id = run.id
  ), held as materialized (
    select a.* from public.user_accounts a where a.user_id = run.user_id and a.missed_listings < 2
  ), expected as (
    select a.id, l.listing_id, a.amazon_account_id as amazon_id from held a join listing l using (connection_id)
      where l.kind = 'ads_accounts' and a.account_type = 'advertising'
    union all
    select a.id, l.listing_id, a.profile_id from held a join listing l using (connection_id, region) -- an agency that is gone takes its advertisers along
      where l.kind = 'profiles' and a.account_type = 'dsp'
    union all
    select a.id, l.listing_id, a.amazon_account_id from held a join listing l using (connection_id, profile_id)
      where l.kind = 'dsp_advertisers' and a.account_type = 'dsp'
    union all
    select a.id, l.listing_id, a.amazon_account_id from held a join listing l using (connection_id, region)
      where l.kind = 'managers' and a.account_type = 'amc' and not exists ( -- fifty links are not all links
        select from public.manager_accounts m where m.user_id = run.user_id and m.region = l.region and not m.links_complete)
  ), missing as (
    update public.user_accounts a set missed_listings = a.missed_listings + 1, missing_since = coalesce(a.missing_since, app.now()), updated_at = app.now(),
      status = case when a.missed_listings >= 1 and a.status <> 'disconnected' then 'inactive' else a.status end
    where a.user_id = run.user_id and a.id in (
      select e.id from expected e
      where not exists (select from app.seen_by(run.id) seen where seen.listing_id = e.listing_id and seen.amazon_id = e.amazon_id))
    returning a.status
  )
  select count(*) filter (where status = 'inactive') into deactivated from missing;

  update public.account_profiles p set missed_listings = p.missed_listings + 1, updated_at = app.now()
  from public.sync_scopes s
  where s.run_id = run.id and s.kind = 'profiles' and p.user_id = run.user_id and p.connection_id = s.connection_id and p.region = s.region
    and not exists (select from app.seen_by(run.id) seen where seen.listing_id = s.listing_id and seen.amazon_id = p.profile_id);

  update public.manager_accounts m set missed_listings = m.missed_listings + 1, updated_at = app.now()
  from public.sync_scopes s
  where s.run_id = run.id and s.kind = 'managers' and m.user_id = run.user_id and m.connection_id = s.connection_id and m.region = s.region
    and not exists (select from app.seen_by(run.id) seen where seen.listing_id = s.listing_id and seen.amazon_id = m.manager_account_id);

  with parent as (
    select 'manager_link' as relationship_type, m.manager_account_id as parent_key, s.listing_id, m.manager_account_id || '>' as prefix
      from public.sync_scopes s join public.manager_accounts m using (connection_id, region)
      where s.run_id = run.id and s.kind = 'managers' and m.user_id = run.user_id and m.links_complete
    union all
    select 'agency_profile', s.profile_id, s.listing_id, '' from public.sync_scopes s where s.run_id = run.id and s.kind = 'dsp_advertisers'
  )
  update public.account_relationships r set missed_listings = r.missed_listings + 1, updated_at = app.now()
  from parent p
  where r.user_id = run.user_id and r.relationship_type = p.relationship_type and r.parent_key = p.parent_key
    and not exists (select from app.seen_by(run.id) seen where seen.listing_id = p.listing_id and seen.amazon_id = p.prefix || r.child_key);

  delete from public.account_profiles where user_id = run.user_id and missed_listings >= 2;
  delete from public.manager_accounts where user_id = run.user_id and missed_listings >= 2;
  delete from public.account_relationships r where r.user_id = run.user_id and r.parent_key is not null and (r.missed_listings >= 2
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

CREATE OR REPLACE FUNCTION app.store_page(run uuid, holder text, attempt integer, scope uuid, rows jsonb, seen text[], skipped integer, next_cursor text)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
declare
  r public.account_sync_history := app.own_run(run, holder, attempt);
  s public.sync_scopes;
  agency text;
  listed_now int := 0;
  created int := 0;
  updated int := 0;
begin
  if r.id is null then return false; end if;
  select * into s from public.sync_scopes t where t.id = scope and t.run_id = run and t.status = 'pending';
  if s.id is null then return true; end if;

  insert into accounts_internal.sync_seen (run_id, scope_id, user_id, amazon_id)
    select run, s.listing_id, r.user_id, a.id from unnest(seen) as a (id) on conflict do nothing;

  case s.kind
    when 'ads_accounts' then
      listed_now := jsonb_array_length(rows);
      select * into created, updated from app.store_accounts(r.user_id, s.connection_id, rows);
    when 'profiles' then
      perform app.store_profiles(r.user_id, s.connection_id, s.region, rows);
      perform app.open_scope(r, s.connection_id, 'dsp_advertisers', s.region, a.id)
        from jsonb_to_recordset(rows) as a (id text, is_dsp_entity boolean)
        join public.account_profiles p on p.user_id = r.user_id and p.profile_id = a.id and p.connection_id = s.connection_id
        where a.is_dsp_entity and 'dsp' = any (r.account_types);
    when 'dsp_advertisers' then
      listed_now := jsonb_array_length(rows);
      select p.entity_id into agency from public.account_profiles p where p.user_id = r.user_id and p.profile_id = s.profile_id;
      select * into created, updated from app.store_held_accounts(r.user_id, s.connection_id, 'dsp', s.region, s.profile_id, agency, rows);
      perform app.store_links(r.user_id, 'agency_profile',
        (select coalesce(jsonb_agg(jsonb_build_object('parent', s.profile_id, 'child', a ->> 'id')), '[]') from jsonb_array_elements(rows) as a));
    when 'managers' then
      listed_now := jsonb_array_length(rows -> 'accounts');
      perform app.store_managers(r.user_id, s.connection_id, s.region, rows -> 'managers');
      perform app.store_links(r.user_id, 'manager_link', (
        select coalesce(jsonb_agg(l), '[]') from jsonb_array_elements(rows -> 'links') as l
        join public.manager_accounts m on m.user_id = r.user_id and m.manager_account_id = l ->> 'parent' and m.connection_id = s.connection_id));
      select * into created, updated from app.store_held_accounts(r.user_id, s.connection_id, 'amc', s.region, null, null, rows -> 'accounts');
  end case;

  update public.sync_scopes t set cursor = next_cursor, listed = t.listed + listed_now, pages = t.pages + 1, updated_at = app.now(),
    status = case when next_cursor is null then 'completed' else 'pending' end,
    completed_at = case when next_cursor is null then app.now() end
  where t.id = s.id;
  update public.account_sync_history h set updated_at = app.now(), progress = app.add_progress(h.progress, jsonb_build_object(
    'pages_done', 1, 'accounts_seen', listed_now, 'created', created, 'updated', updated, 'unchanged', listed_now - created - updated, 'failed', skipped))
  where h.id = run;
  return true;
end $function$;
