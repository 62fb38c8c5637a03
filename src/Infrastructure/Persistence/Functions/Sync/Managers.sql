-- Generated from a migrated database; do not edit. These are the functions as they are now. Only the files in ../Migrations are applied.
-- To regenerate: UPDATE_FUNCTIONS=1 dotnet test --project tests/IntegrationTests --filter-class '*.FunctionSnapshotTests'
CREATE OR REPLACE FUNCTION app.store_managers(owner uuid, connection uuid, listed_region text, listed jsonb)
 RETURNS void
 LANGUAGE sql
AS $function$
  insert into public.manager_accounts as m (user_id, connection_id, region, manager_account_id, name, links_complete)
  select owner, connection, listed_region, i.id, i.name, i.links_complete
  from jsonb_to_recordset(listed) as i (id text, name text, links_complete boolean)
  left join public.manager_accounts old on old.user_id = owner and old.manager_account_id = i.id
  left join public.oauth_tokens held on held.id = old.connection_id and held.status = 'active'
  where held.id is null or held.id = connection or old.missed_listings > 0
  order by i.id
  on conflict (user_id, manager_account_id) do update set
    connection_id = excluded.connection_id, region = excluded.region, name = excluded.name, links_complete = excluded.links_complete,
    missed_listings = 0, updated_at = app.now()
  where (m.connection_id, m.region, m.name, m.links_complete, m.missed_listings)
    is distinct from (excluded.connection_id, excluded.region, excluded.name, excluded.links_complete, 0)
$function$;
