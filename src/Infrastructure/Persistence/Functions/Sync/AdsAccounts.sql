-- Generated from a migrated database; do not edit. These are the functions as they are now. Only the files in ../Migrations are applied.
-- To regenerate: UPDATE_FUNCTIONS=1 dotnet test --project tests/IntegrationTests --filter-class '*.FunctionSnapshotTests'

CREATE OR REPLACE FUNCTION app.missing_ads_accounts(run account_sync_history, times integer)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 SET enable_nestloop TO 'off'
AS $function$
begin
  return query
    with listing as materialized (
      select s.* from public.sync_scopes s where s.run_id = run.id and s.kind = 'ads_accounts'
    ), held as materialized (
      select a.* from public.user_accounts a where a.user_id = run.user_id and a.account_type = 'advertising' and a.missed_listings < times
    )
    select a.id from held a join listing l using (connection_id)
    where not exists (select from app.seen_by(run.id) seen where seen.listing_id = l.listing_id and seen.amazon_id = a.amazon_account_id);
end $function$;

CREATE OR REPLACE FUNCTION app.store_ads_accounts(listing sync_scopes, page jsonb)
 RETURNS TABLE(listed integer, created integer, updated integer)
 LANGUAGE sql
AS $function$
  select jsonb_array_length(page), s.created, s.updated from app.store_accounts((listing).user_id, (listing).connection_id, page) s
$function$;
