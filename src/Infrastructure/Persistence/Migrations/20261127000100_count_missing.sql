-- The end of a run takes time in proportion to its rows, however little the planner knows of them: rows so new have no statistics yet.
-- Hash joins throughout, on plain equalities, and no plan is compiled: what the planner imagines such joins to cost makes compiling one take
-- longer than running it does.

alter function app.finish_run(uuid, text, int) set jit = off;

-- What the listings of a run have seen. "any" and not a join, for a hash join would read what everybody's listings have seen.
create or replace function app.seen_by(run uuid) returns table (listing_id uuid, amazon_id text)
  language sql stable
  as $$
  select seen.scope_id, seen.amazon_id from accounts_internal.sync_seen seen
  where seen.scope_id = any (array (select s.listing_id from public.sync_scopes s where s.run_id = run))
  $$;
revoke all on function app.seen_by(uuid) from public;
grant execute on function app.seen_by(uuid) to accounts_api;

-- What a complete listing has not seen. Once may be a slip of paging, twice is gone: accounts become inactive, what only hangs together
-- with them is forgotten. Returns how many accounts became inactive.
create or replace function app.count_missing(run public.account_sync_history) returns int
  language plpgsql volatile set enable_nestloop = off
  as $$
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
end $$;
