-- Generated from a migrated database; do not edit. These are the functions as they are now. Only the files in ../Migrations are applied.
-- To regenerate: UPDATE_FUNCTIONS=1 dotnet test --project tests/IntegrationTests --filter-class '*.FunctionSnapshotTests'

CREATE OR REPLACE FUNCTION app.missing_dsp_advertisers(run account_sync_history, times integer)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 SET enable_nestloop TO 'off'
AS $function$
begin
  return query
    with listing as materialized (
      select s.* from public.sync_scopes s where s.run_id = run.id and s.kind = 'dsp_advertisers'
    ), held as materialized (
      select a.* from public.user_accounts a where a.user_id = run.user_id and a.account_type = 'dsp' and a.missed_listings < times
    )
    select a.id from held a join listing l using (connection_id, profile_id)
    where not exists (select from app.seen_by(run.id) seen where seen.listing_id = l.listing_id and seen.amazon_id = a.amazon_account_id);

  update public.account_relationships r set missed_listings = r.missed_listings + 1, updated_at = app.now()
  from public.sync_scopes s
  where s.run_id = run.id and s.kind = 'dsp_advertisers'
    and r.user_id = run.user_id and r.relationship_type = 'agency_profile' and r.parent_key = s.profile_id
    and not exists (select from app.seen_by(run.id) seen where seen.listing_id = s.listing_id and seen.amazon_id = r.child_key);
end $function$;

CREATE OR REPLACE FUNCTION app.store_dsp_advertisers(listing sync_scopes, page jsonb)
 RETURNS TABLE(listed integer, created integer, updated integer)
 LANGUAGE plpgsql
AS $function$
declare
  agency text := (select p.entity_id from public.account_profiles p where p.user_id = listing.user_id and p.profile_id = listing.profile_id);
begin
  perform app.store_links(listing.user_id, 'agency_profile',
    (select coalesce(jsonb_agg(jsonb_build_object('parent', listing.profile_id, 'child', a ->> 'id')), '[]') from jsonb_array_elements(page) as a));
  return query
    select jsonb_array_length(page), s.created, s.updated
    from app.store_held_accounts(listing.user_id, listing.connection_id, 'dsp', listing.region, listing.profile_id, agency, page) s;
end $function$;
