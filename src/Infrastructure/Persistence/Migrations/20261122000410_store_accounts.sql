-- The bulk upsert: one call per page. A row that says the same already is not rewritten (its xmin stays), metadata keys
-- that a sync does not own are kept, and what the user disconnected stays disconnected.
-- Runs with the caller's rights: row level security applies.

create or replace function app.store_accounts(owner uuid, connection uuid, listed jsonb)
  returns table (created int, updated int)
  language sql volatile
  as $$
  with incoming as (
    select * from jsonb_to_recordset(listed) as a
      (id text, name text, status text, api_status text, marketplace_id text, region text, metadata jsonb)
  ), merged as (
    select i.id, i.name, i.api_status, i.marketplace_id, i.region,
           -- a word of Amazon's that we do not know leaves the status as it was
           case when u.status = 'disconnected' then u.status else coalesce(i.status, u.status, 'pending') end as status,
           -- the first live connection that reaches an account keeps it
           case when held.id is not null then u.connection_id else connection end as connection_id,
           coalesce(u.metadata, '{"profile_type": null}') || i.metadata as metadata,
           u.id is null as is_new, u as old
    from incoming i
    left join public.user_accounts u on u.user_id = owner and u.amazon_account_id = i.id
    left join public.oauth_tokens held on held.id = u.connection_id and held.status = 'active'
  ), stored as (
    insert into public.user_accounts as a
      (user_id, connection_id, account_name, amazon_account_id, marketplace_id, account_type, status, api_status, region,
       last_synced_at, sync_status, metadata)
    select owner, m.connection_id, m.name, m.id, m.marketplace_id, 'advertising', m.status, m.api_status, m.region,
           app.now(), 'completed', m.metadata
    from merged m
    where m.is_new
       or (m.connection_id, m.name, m.marketplace_id, m.status, m.api_status, m.region, 'completed', m.metadata)
          is distinct from ((m.old).connection_id, (m.old).account_name, (m.old).marketplace_id, (m.old).status, (m.old).api_status,
                            (m.old).region, (m.old).sync_status, (m.old).metadata)
    on conflict (user_id, amazon_account_id) do update set
      connection_id = excluded.connection_id, account_name = excluded.account_name, marketplace_id = excluded.marketplace_id,
      status = excluded.status, api_status = excluded.api_status, region = excluded.region, last_synced_at = excluded.last_synced_at,
      sync_status = excluded.sync_status, sync_error_message = null, metadata = excluded.metadata, updated_at = app.now()
    returning (xmax = 0) as is_new
  )
  select count(*) filter (where is_new)::int, count(*) filter (where not is_new)::int from stored
$$;
revoke all on function app.store_accounts(uuid, uuid, jsonb) from public;
grant execute on function app.store_accounts(uuid, uuid, jsonb) to accounts_api;
