-- The kind of listing "dsp_advertisers": the DSP advertisers of an agency profile.

create or replace function app.store_dsp_advertisers(listing public.sync_scopes, page jsonb)
  returns table (listed int, created int, updated int)
  language plpgsql volatile
  as $$
declare
  agency text := (select p.entity_id from public.account_profiles p where p.user_id = listing.user_id and p.profile_id = listing.profile_id);
begin
  perform app.store_links(listing.user_id, 'agency_profile',
    (select coalesce(jsonb_agg(jsonb_build_object('parent', listing.profile_id, 'child', a ->> 'id')), '[]') from jsonb_array_elements(page) as a));
  return query
    select jsonb_array_length(page), s.created, s.updated
    from app.store_held_accounts(listing.user_id, listing.connection_id, 'dsp', listing.region, listing.profile_id, agency, page) s;
end $$;

create or replace function app.missing_dsp_advertisers(run public.account_sync_history, times int) returns setof uuid
  language plpgsql volatile set enable_nestloop = off
  as $$
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
end $$;

call accounts_internal.open_to_api('{store_dsp_advertisers,missing_dsp_advertisers}');
