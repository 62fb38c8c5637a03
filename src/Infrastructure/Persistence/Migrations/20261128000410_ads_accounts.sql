-- The kind of listing "ads_accounts": the sponsored-ads accounts of a connection.
-- Each kind has two functions, which app.store_page and app.count_missing call by its name.
--   store_<kind>    stores a page; returns how many accounts it listed, created and updated
--   missing_<kind>  after a run whose listings are all complete: counts what they lack, deletes what they have lacked "times" times in a row,
--                   and returns the accounts they lack. It joins by hash: its rows are too new for the planner's statistics (decision 0008).

create or replace function app.store_ads_accounts(listing public.sync_scopes, page jsonb)
  returns table (listed int, created int, updated int)
  language sql volatile
  as $$
  select jsonb_array_length(page), s.created, s.updated from app.store_accounts((listing).user_id, (listing).connection_id, page) s
$$;

create or replace function app.missing_ads_accounts(run public.account_sync_history, times int) returns setof uuid
  language plpgsql volatile set enable_nestloop = off
  as $$
begin
  return query
    with listing as materialized (
      select s.* from public.sync_scopes s where s.run_id = run.id and s.kind = 'ads_accounts'
    ), held as materialized (
      select a.* from public.user_accounts a where a.user_id = run.user_id and a.account_type = 'advertising' and a.missed_listings < times
    )
    select a.id from held a join listing l using (connection_id)
    where not exists (select from app.seen_by(run.id) seen where seen.listing_id = l.listing_id and seen.amazon_id = a.amazon_account_id);
end $$;

call accounts_internal.open_to_api('{store_ads_accounts,missing_ads_accounts}');
