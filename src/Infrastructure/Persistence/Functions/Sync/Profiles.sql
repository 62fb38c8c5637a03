-- Generated from a migrated database; do not edit. These are the functions as they are now. Only the files in ../Migrations are applied.
-- To regenerate: UPDATE_FUNCTIONS=1 dotnet test --project tests/IntegrationTests --filter-class '*.FunctionSnapshotTests'
CREATE OR REPLACE FUNCTION app.store_profiles(owner uuid, connection uuid, listed_region text, listed jsonb)
 RETURNS void
 LANGUAGE sql
AS $function$
  with incoming as (
    select * from jsonb_to_recordset(listed) as a
      (id text, country_code text, currency_code text, timezone text, marketplace_id text, profile_type text, sub_type text, entity_id text,
       name text, valid_payment_method boolean, access_level text)
  )
  insert into public.account_profiles as p
    (user_id, connection_id, region, profile_id, country_code, currency_code, timezone, marketplace_id, profile_type, sub_type, entity_id, name,
     valid_payment_method, access_level)
  select owner, connection, listed_region, i.id, i.country_code, i.currency_code, i.timezone, i.marketplace_id, i.profile_type, i.sub_type, i.entity_id, i.name,
         i.valid_payment_method, i.access_level
  from incoming i
  left join public.account_profiles old on old.user_id = owner and old.profile_id = i.id
  left join public.oauth_tokens held on held.id = old.connection_id and held.status = 'active'
  where held.id is null or held.id = connection or old.missed_listings > 0
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
$function$;
