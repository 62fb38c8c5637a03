-- The kind of listing "managers": the manager accounts of a connection in a region, their links, and the AMC accounts among those.
-- A page is {"managers": [], "links": [], "accounts": []}.

create or replace function app.store_managers(listing public.sync_scopes, page jsonb)
  returns table (listed int, created int, updated int)
  language plpgsql volatile
  as $$
begin
  insert into public.manager_accounts as m (user_id, connection_id, region, manager_account_id, name, links_complete)
  select listing.user_id, listing.connection_id, listing.region, i.id, i.name, i.links_complete
  from jsonb_to_recordset(page -> 'managers') as i (id text, name text, links_complete boolean)
  left join public.manager_accounts old on old.user_id = listing.user_id and old.manager_account_id = i.id
  left join public.oauth_tokens held on held.id = old.connection_id and held.status = 'active'
  where held.id is null or held.id = listing.connection_id or old.missed_listings > 0
  order by i.id
  on conflict (user_id, manager_account_id) do update set
    connection_id = excluded.connection_id, region = excluded.region, name = excluded.name, links_complete = excluded.links_complete,
    missed_listings = 0, updated_at = app.now()
  where (m.connection_id, m.region, m.name, m.links_complete, m.missed_listings)
      is distinct from (excluded.connection_id, excluded.region, excluded.name, excluded.links_complete, 0)
    and (m.connection_id = excluded.connection_id or m.missed_listings > 0
      or not exists (select from public.oauth_tokens t where t.id = m.connection_id and t.status = 'active'));

  perform app.store_links(listing.user_id, 'manager_link', (
    select coalesce(jsonb_agg(l), '[]') from jsonb_array_elements(page -> 'links') as l
    join public.manager_accounts m on m.user_id = listing.user_id and m.manager_account_id = l ->> 'parent' and m.connection_id = listing.connection_id));

  return query
    select jsonb_array_length(page -> 'accounts'), s.created, s.updated
    from app.store_held_accounts(listing.user_id, listing.connection_id, 'amc', listing.region, null, null, page -> 'accounts') s;
end $$;

create or replace function app.missing_managers(run public.account_sync_history, times int) returns setof uuid
  language plpgsql volatile set enable_nestloop = off
  as $$
begin
  return query
    with listing as materialized (
      select s.* from public.sync_scopes s where s.run_id = run.id and s.kind = 'managers' and not exists ( -- Amazon shows at most fifty links
        select from public.manager_accounts m where m.user_id = run.user_id and m.region = s.region and not m.links_complete)
    ), held as materialized (
      select a.* from public.user_accounts a where a.user_id = run.user_id and a.account_type = 'amc' and a.missed_listings < times
    )
    select a.id from held a join listing l using (connection_id, region)
    where not exists (select from app.seen_by(run.id) seen where seen.listing_id = l.listing_id and seen.amazon_id = a.amazon_account_id);

  with parent as (
    select m.manager_account_id as parent_key, s.listing_id from public.sync_scopes s join public.manager_accounts m using (connection_id, region)
    where s.run_id = run.id and s.kind = 'managers' and m.user_id = run.user_id and m.links_complete
  )
  update public.account_relationships r set missed_listings = r.missed_listings + 1, updated_at = app.now()
  from parent p
  where r.user_id = run.user_id and r.relationship_type = 'manager_link' and r.parent_key = p.parent_key
    and not exists (
      select from app.seen_by(run.id) seen where seen.listing_id = p.listing_id and seen.amazon_id = p.parent_key || '>' || r.child_key);

  update public.manager_accounts m set missed_listings = m.missed_listings + 1, updated_at = app.now()
  from public.sync_scopes s
  where s.run_id = run.id and s.kind = 'managers' and m.user_id = run.user_id and m.connection_id = s.connection_id and m.region = s.region
    and not exists (select from app.seen_by(run.id) seen where seen.listing_id = s.listing_id and seen.amazon_id = m.manager_account_id);
  delete from public.manager_accounts where user_id = run.user_id and missed_listings >= times;
end $$;

call accounts_internal.open_to_api('{store_managers,missing_managers}');
