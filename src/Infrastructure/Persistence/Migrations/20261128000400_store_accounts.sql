-- Storing accounts while others may change the same rows. What a user or another transaction may decide (status, connection, metadata of
-- others) is decided from the row as it is when "do update" has locked it. The statement's snapshot only serves to skip rows that already
-- say the same: they are neither locked nor rewritten (their xmin stays).

-- Lets requests, and jobs that act as a user, call functions with their own rights; closes them to everyone else.
create or replace procedure accounts_internal.open_to_api(names text[])
  language plpgsql
  as $$
declare
  opened regprocedure;
begin
  for opened in select p.oid from pg_proc p where p.pronamespace = 'app'::regnamespace and p.proname = any (names) loop
    execute format('revoke all on function %s from public', opened);
    execute format('grant execute on function %s to accounts_api', opened);
  end loop;
end $$;
revoke all on procedure accounts_internal.open_to_api(text[]) from public;

-- Sponsored-ads accounts. Each is the same for every connection, so any connection that lists one updates its row; the first active
-- connection keeps it until its complete listings lack it.
create or replace function app.store_accounts(owner uuid, connection uuid, listed jsonb)
  returns table (created int, updated int)
  language sql volatile
  as $$
  with incoming as (
    select * from jsonb_to_recordset(listed) as a
      (id text, name text, status text, api_status text, marketplace_id text, region text, profile_id text, entity_id text, metadata jsonb)
  ), merged as (
    -- looked up row by row ("limit 1"): a join would read all rows of the user for every page
    select i.id, i.name, i.api_status, i.marketplace_id, i.region, i.profile_id, i.entity_id,
           case when u.status = 'disconnected' then u.status else coalesce(i.status, nullif(u.status, 'inactive'), 'pending') end as status,
           case when held.id is not null and u.missed_listings = 0 then u.connection_id else connection end as connection_id,
           i.metadata || coalesce(app.profile_facts(p), '{}') as metadata,
           u.id is null as is_new, u as old
    from incoming i
    left join lateral (select * from public.user_accounts a where a.user_id = owner and a.amazon_account_id = i.id limit 1) u on true
    left join public.oauth_tokens held on held.id = u.connection_id and held.status = 'active'
    left join lateral (select * from public.account_profiles a where a.user_id = owner and a.profile_id = i.profile_id limit 1) p on true
  ), stored as (
    insert into public.user_accounts as a
      (user_id, connection_id, account_name, amazon_account_id, marketplace_id, account_type, status, api_status, region, profile_id, entity_id,
       last_synced_at, sync_status, metadata)
    select owner, connection, m.name, m.id, m.marketplace_id, 'advertising', m.status, m.api_status, m.region, m.profile_id, m.entity_id,
           app.now(), 'completed', case when m.is_new then '{"profile_type": null}' else '{}'::jsonb end || m.metadata
    from merged m
    where m.is_new
       or (m.connection_id, m.name, m.marketplace_id, m.status, m.api_status, m.region, m.profile_id, m.entity_id, 'completed', 0,
           (m.old).metadata || m.metadata)
          is distinct from ((m.old).connection_id, (m.old).account_name, (m.old).marketplace_id, (m.old).status, (m.old).api_status, (m.old).region,
                            (m.old).profile_id, (m.old).entity_id, (m.old).sync_status, (m.old).missed_listings, (m.old).metadata)
    order by m.id
    on conflict (user_id, amazon_account_id) do update set
      connection_id = case when a.missed_listings = 0 and exists (select from public.oauth_tokens t where t.id = a.connection_id and t.status = 'active')
                           then a.connection_id else excluded.connection_id end,
      -- a status of Amazon's that is unknown here (null) changes nothing, except that a listed account is not inactive
      status = case when a.status = 'disconnected' then a.status
                    else coalesce((select i.status from incoming i where i.id = excluded.amazon_account_id), nullif(a.status, 'inactive'), 'pending') end,
      account_name = excluded.account_name, marketplace_id = excluded.marketplace_id, api_status = excluded.api_status, region = excluded.region,
      profile_id = excluded.profile_id, entity_id = excluded.entity_id, last_synced_at = excluded.last_synced_at,
      sync_status = excluded.sync_status, sync_error_message = null, missed_listings = 0, missing_since = null,
      metadata = a.metadata || excluded.metadata, updated_at = app.now()
    returning (xmax = 0) as is_new
  )
  select count(*) filter (where is_new)::int, count(*) filter (where not is_new)::int from stored
$$;

-- DSP advertisers and AMC accounts. Each connection has its own view of them, so only the connection, region and profile that hold a row
-- write it; others take it over when the connection is no longer active or its complete listings lack the account.
create or replace function app.store_held_accounts(
    owner uuid, connection uuid, kind text, listed_region text, listed_profile text, listed_entity text, listed jsonb)
  returns table (created int, updated int)
  language sql volatile
  as $$
  with incoming as (
    select * from jsonb_to_recordset(listed) as a (id text, name text, marketplace_id text, metadata jsonb)
  ), merged as (
    select i.id, i.name, i.marketplace_id, i.metadata, u.id is null as is_new, u as old,
           case when u.status = 'disconnected' then u.status else 'active' end as status
    from incoming i
    left join lateral (select * from public.user_accounts a where a.user_id = owner and a.amazon_account_id = i.id limit 1) u on true
    left join public.oauth_tokens held on held.id = u.connection_id and held.status = 'active'
    where u.id is null or held.id is null or u.missed_listings > 0
       or (u.connection_id, u.region, u.profile_id) is not distinct from (connection, listed_region, listed_profile)
  ), stored as (
    insert into public.user_accounts as a
      (user_id, connection_id, account_name, amazon_account_id, marketplace_id, account_type, status, region, profile_id, entity_id,
       last_synced_at, sync_status, metadata)
    select owner, connection, m.name, m.id, m.marketplace_id, kind, m.status, listed_region, listed_profile, listed_entity,
           app.now(), 'completed', m.metadata
    from merged m
    where m.is_new
       or (connection, kind, m.name, m.marketplace_id, m.status, listed_region, listed_profile, listed_entity, 'completed', 0,
           (m.old).metadata || m.metadata)
          is distinct from ((m.old).connection_id, (m.old).account_type, (m.old).account_name, (m.old).marketplace_id, (m.old).status, (m.old).region,
                            (m.old).profile_id, (m.old).entity_id, (m.old).sync_status, (m.old).missed_listings, (m.old).metadata)
    order by m.id
    on conflict (user_id, amazon_account_id) do update set
      connection_id = excluded.connection_id, account_name = excluded.account_name, marketplace_id = excluded.marketplace_id,
      account_type = excluded.account_type, status = case when a.status = 'disconnected' then a.status else 'active' end,
      region = excluded.region, profile_id = excluded.profile_id, entity_id = excluded.entity_id, last_synced_at = excluded.last_synced_at,
      sync_status = excluded.sync_status, sync_error_message = null, missed_listings = 0, missing_since = null,
      metadata = a.metadata || excluded.metadata, updated_at = app.now()
    where a.missed_listings > 0
       or (a.connection_id, a.region, a.profile_id) is not distinct from (excluded.connection_id, excluded.region, excluded.profile_id)
       or not exists (select from public.oauth_tokens t where t.id = a.connection_id and t.status = 'active')
    returning (xmax = 0) as is_new
  )
  select count(*) filter (where is_new)::int, count(*) filter (where not is_new)::int from stored
$$;

call accounts_internal.open_to_api('{store_accounts,store_held_accounts}');
