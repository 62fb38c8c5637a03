-- The bulk upserts, one call a page, one for each kind of listing. A row that says the same already is not rewritten (its xmin stays).
-- All run with the caller's rights: row level security applies. What several connections reach is held by the first live one; when that
-- one's complete listings lack it, or its grant is dead, the next that shows it takes it. Ads accounts are the same to everybody, and anybody
-- who lists one brings its row up to date; of all else each login has a view of its own, and only who holds a row writes it.
-- What a page is compared with is looked up row by row ("limit 1" says so): a join would read all the user's rows anew for every page.

-- What a country profile knows better than the country's defaults.
create or replace function app.profile_facts(profile public.account_profiles) returns jsonb
  language sql immutable
  as $$
  select jsonb_strip_nulls(jsonb_build_object('currency_code', profile.currency_code, 'timezone', profile.timezone, 'profile_type', profile.profile_type))
  $$;

create or replace function app.store_accounts(owner uuid, connection uuid, listed jsonb)
  returns table (created int, updated int)
  language sql volatile
  as $$
  with incoming as (
    select * from jsonb_to_recordset(listed) as a
      (id text, name text, status text, api_status text, marketplace_id text, region text, profile_id text, entity_id text, metadata jsonb)
  ), merged as (
    select i.id, i.name, i.api_status, i.marketplace_id, i.region, i.profile_id, i.entity_id,
           -- a word of Amazon's that we do not know leaves the status as it was, but whoever is listed is back
           case when u.status = 'disconnected' then u.status else coalesce(i.status, nullif(u.status, 'inactive'), 'pending') end as status,
           case when held.id is not null and u.missed_listings = 0 then u.connection_id else connection end as connection_id,
           coalesce(u.metadata, '{"profile_type": null}') || i.metadata || coalesce(app.profile_facts(p), '{}') as metadata,
           u.id is null as is_new, u as old
    from incoming i
    left join lateral (select * from public.user_accounts a where a.user_id = owner and a.amazon_account_id = i.id limit 1) u on true
    left join public.oauth_tokens held on held.id = u.connection_id and held.status = 'active'
    left join lateral (select * from public.account_profiles a where a.user_id = owner and a.profile_id = i.profile_id limit 1) p on true
  ), stored as (
    insert into public.user_accounts as a
      (user_id, connection_id, account_name, amazon_account_id, marketplace_id, account_type, status, api_status, region, profile_id, entity_id,
       last_synced_at, sync_status, metadata)
    select owner, m.connection_id, m.name, m.id, m.marketplace_id, 'advertising', m.status, m.api_status, m.region, m.profile_id, m.entity_id,
           app.now(), 'completed', m.metadata
    from merged m
    where m.is_new
       or (m.connection_id, m.name, m.marketplace_id, m.status, m.api_status, m.region, m.profile_id, m.entity_id, 'completed', 0, m.metadata)
          is distinct from ((m.old).connection_id, (m.old).account_name, (m.old).marketplace_id, (m.old).status, (m.old).api_status, (m.old).region,
                            (m.old).profile_id, (m.old).entity_id, (m.old).sync_status, (m.old).missed_listings, (m.old).metadata)
    order by m.id
    on conflict (user_id, amazon_account_id) do update set
      connection_id = excluded.connection_id, account_name = excluded.account_name, marketplace_id = excluded.marketplace_id,
      status = excluded.status, api_status = excluded.api_status, region = excluded.region, profile_id = excluded.profile_id,
      entity_id = excluded.entity_id, last_synced_at = excluded.last_synced_at, sync_status = excluded.sync_status, sync_error_message = null,
      missed_listings = 0, missing_since = null, metadata = excluded.metadata, updated_at = app.now()
    returning (xmax = 0) as is_new
  )
  select count(*) filter (where is_new)::int, count(*) filter (where not is_new)::int from stored
$$;

create or replace function app.store_profiles(owner uuid, connection uuid, listed_region text, listed jsonb) returns void
  language sql volatile
  as $$
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
$$;

-- DSP advertisers and AMC accounts: rows of their own kind, known through one profile or region.
create or replace function app.store_held_accounts(
    owner uuid, connection uuid, kind text, listed_region text, listed_profile text, listed_entity text, listed jsonb)
  returns table (created int, updated int)
  language sql volatile
  as $$
  with incoming as (
    select * from jsonb_to_recordset(listed) as a (id text, name text, marketplace_id text, metadata jsonb)
  ), merged as (
    select i.id, i.name, i.marketplace_id, u.id is null as is_new, u as old, coalesce(u.metadata, '{}') || i.metadata as metadata,
           case when u.status in ('disconnected', 'active') then u.status else 'active' end as status
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
       or (connection, kind, m.name, m.marketplace_id, m.status, listed_region, listed_profile, listed_entity, 'completed', 0, m.metadata)
          is distinct from ((m.old).connection_id, (m.old).account_type, (m.old).account_name, (m.old).marketplace_id, (m.old).status, (m.old).region,
                            (m.old).profile_id, (m.old).entity_id, (m.old).sync_status, (m.old).missed_listings, (m.old).metadata)
    order by m.id
    on conflict (user_id, amazon_account_id) do update set
      connection_id = excluded.connection_id, account_name = excluded.account_name, marketplace_id = excluded.marketplace_id,
      account_type = excluded.account_type, status = excluded.status, region = excluded.region, profile_id = excluded.profile_id,
      entity_id = excluded.entity_id, last_synced_at = excluded.last_synced_at, sync_status = excluded.sync_status, sync_error_message = null,
      missed_listings = 0, missing_since = null, metadata = excluded.metadata, updated_at = app.now()
    returning (xmax = 0) as is_new
  )
  select count(*) filter (where is_new)::int, count(*) filter (where not is_new)::int from stored
$$;

create or replace function app.store_links(owner uuid, kind text, links jsonb) returns void
  language sql volatile
  as $$
  insert into public.account_relationships as r (user_id, relationship_type, parent_key, child_key, metadata)
  select owner, kind, l.parent, l.child, coalesce(l.metadata, '{}')
  from jsonb_to_recordset(links) as l (parent text, child text, metadata jsonb)
  order by l.parent, l.child
  on conflict (user_id, relationship_type, parent_key, child_key) where parent_key is not null do update set
    metadata = excluded.metadata, missed_listings = 0, updated_at = app.now()
  where (r.metadata, r.missed_listings) is distinct from (excluded.metadata, 0)
$$;

create or replace function app.store_managers(owner uuid, connection uuid, listed_region text, listed jsonb) returns void
  language sql volatile
  as $$
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
$$;
