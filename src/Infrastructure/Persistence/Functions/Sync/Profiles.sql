-- Generated from a migrated database; do not edit. These are the functions as they are now. Only the files in ../Migrations are applied.
-- To regenerate: UPDATE_FUNCTIONS=1 dotnet test --project tests/IntegrationTests --filter-class '*.FunctionSnapshotTests'

CREATE OR REPLACE FUNCTION app.missing_profiles(run account_sync_history, times integer)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 SET enable_nestloop TO 'off'
AS $function$
begin
  return query -- an agency that is gone takes its advertisers along
    with listing as materialized (
      select s.* from public.sync_scopes s where s.run_id = run.id and s.kind = 'profiles'
    ), held as materialized (
      select a.* from public.user_accounts a where a.user_id = run.user_id and a.account_type = 'dsp' and a.missed_listings < times
    )
    select a.id from held a join listing l using (connection_id, region)
    where not exists (select from app.seen_by(run.id) seen where seen.listing_id = l.listing_id and seen.amazon_id = a.profile_id);

  update public.account_profiles p set missed_listings = p.missed_listings + 1, updated_at = app.now()
  from public.sync_scopes s
  where s.run_id = run.id and s.kind = 'profiles' and p.user_id = run.user_id and p.connection_id = s.connection_id and p.region = s.region
    and not exists (select from app.seen_by(run.id) seen where seen.listing_id = s.listing_id and seen.amazon_id = p.profile_id);
  delete from public.account_profiles where user_id = run.user_id and missed_listings >= times;
end $function$;

CREATE OR REPLACE FUNCTION app.store_profiles(listing sync_scopes, page jsonb)
 RETURNS TABLE(listed integer, created integer, updated integer)
 LANGUAGE sql
AS $function$
  with incoming as (
    select * from jsonb_to_recordset(page) as a
      (id text, country_code text, currency_code text, timezone text, marketplace_id text, profile_type text, sub_type text, entity_id text,
       name text, valid_payment_method boolean, access_level text)
  ), stored as (
    insert into public.account_profiles as p
      (user_id, connection_id, region, profile_id, country_code, currency_code, timezone, marketplace_id, profile_type, sub_type, entity_id, name,
       valid_payment_method, access_level)
    select (listing).user_id, (listing).connection_id, (listing).region, i.id, i.country_code, i.currency_code, i.timezone, i.marketplace_id, i.profile_type,
           i.sub_type, i.entity_id, i.name, i.valid_payment_method, i.access_level
    from incoming i
    left join public.account_profiles old on old.user_id = (listing).user_id and old.profile_id = i.id
    left join public.oauth_tokens held on held.id = old.connection_id and held.status = 'active'
    where held.id is null or held.id = (listing).connection_id or old.missed_listings > 0
    order by i.id
    on conflict (user_id, profile_id) do update set
      connection_id = excluded.connection_id, region = excluded.region, country_code = excluded.country_code, currency_code = excluded.currency_code,
      timezone = excluded.timezone, marketplace_id = excluded.marketplace_id, profile_type = excluded.profile_type, sub_type = excluded.sub_type,
      entity_id = excluded.entity_id, name = excluded.name, valid_payment_method = excluded.valid_payment_method,
      access_level = excluded.access_level, missed_listings = 0, updated_at = app.now()
    where (p.connection_id, p.region, p.country_code, p.currency_code, p.timezone, p.marketplace_id, p.profile_type, p.sub_type, p.entity_id, p.name,
           p.valid_payment_method, p.access_level, p.missed_listings)
        is distinct from (excluded.connection_id, excluded.region, excluded.country_code, excluded.currency_code, excluded.timezone,
           excluded.marketplace_id, excluded.profile_type, excluded.sub_type, excluded.entity_id, excluded.name, excluded.valid_payment_method,
           excluded.access_level, 0)
      and (p.connection_id = excluded.connection_id or p.missed_listings > 0
        or not exists (select from public.oauth_tokens t where t.id = p.connection_id and t.status = 'active'))
  )
  select 0, 0, 0 -- profiles are no accounts
$function$;
