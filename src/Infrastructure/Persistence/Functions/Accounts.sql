-- Generated from a migrated database; do not edit. These are the functions as they are now. Only the files in ../Migrations are applied.
-- To regenerate: UPDATE_FUNCTIONS=1 dotnet test --project tests/IntegrationTests --filter-class '*.FunctionSnapshotTests'

CREATE OR REPLACE FUNCTION app.accounts_tagged(tag text)
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select coalesce(array_agg(a.id), '{}') from public.user_accounts a where a.user_id = app.current_user_id() and a.settings -> 'tags' @> to_jsonb(array[tag])
  $function$;

CREATE OR REPLACE FUNCTION app.accounts_with(part jsonb)
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select coalesce(array_agg(a.id), '{}') from public.user_accounts a where a.user_id = app.current_user_id() and a.metadata @> part
  $function$;

CREATE OR REPLACE FUNCTION app.enqueue_due_accounts(at_most integer, minimum_interval interval, feature text DEFAULT NULL::text, enabled_below bigint DEFAULT NULL::bigint)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  with due as (
    select a.id from public.user_accounts a
    join public.oauth_tokens t on t.id = a.connection_id and t.status = 'active'
    join public.users u on u.id = a.user_id and u.deleted_at is null
    where coalesce(a.next_sync_at <= app.now(), true) and a.status <> 'disconnected'
      and a.settings ->> 'sync_interval_minutes' ~ '^[0-9]{2,4}$' and a.settings ->> 'auto_sync' is distinct from 'false'
      and (enabled_below is null or app.rollout_place(feature, a.user_id) < enabled_below)
    order by a.next_sync_at nulls first limit at_most for update of a skip locked for key share of u skip locked
  ), taken as (
    update public.user_accounts a
    set next_sync_at = app.now() + greatest(minimum_interval, make_interval(mins => (a.settings ->> 'sync_interval_minutes')::int))
    from due where a.id = due.id
    returning a.user_id, a.id
  )
  insert into accounts_internal.jobs (user_id, kind, key)
  select taken.user_id, 'account_refresh', taken.id::text from taken
  on conflict (user_id, kind, key) where status in ('queued', 'running') do nothing
$function$;

CREATE OR REPLACE FUNCTION app.has_errors(metadata jsonb)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ select metadata -> 'errors' <> '{}'::jsonb $function$;

CREATE OR REPLACE FUNCTION app.keep_newest_listing()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into public.newest_listings as l (user_id, connection_id, kind, subject, completed_at)
  values (new.user_id, new.connection_id, new.kind, coalesce(new.profile_id, new.region, ''), new.completed_at)
  on conflict (connection_id, kind, subject) do update set completed_at = excluded.completed_at where l.completed_at < excluded.completed_at;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.keep_one_default()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform pg_advisory_xact_lock(hashtext('default account'), hashtext(new.user_id::text));
  update public.user_accounts a set is_default = false, version = a.version + 1, updated_at = app.now()
  where a.user_id = new.user_id and a.is_default and a.id <> new.id;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION app.mentions(content text, part text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ select strpos(lower(content), lower(part)) > 0 $function$;

CREATE OR REPLACE FUNCTION app.profile_facts(profile account_profiles)
 RETURNS jsonb
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select jsonb_strip_nulls(jsonb_build_object('currency_code', profile.currency_code, 'timezone', profile.timezone, 'profile_type', profile.profile_type))
  $function$;

CREATE OR REPLACE FUNCTION app.store_accounts(owner uuid, connection uuid, listed jsonb)
 RETURNS TABLE(created integer, updated integer)
 LANGUAGE sql
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION app.store_held_accounts(owner uuid, connection uuid, kind text, listed_region text, listed_profile text, listed_entity text, listed jsonb)
 RETURNS TABLE(created integer, updated integer)
 LANGUAGE sql
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION app.sweep_page_cursors(keep_for interval)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$ delete from accounts_internal.page_cursors where created_at < app.now() - keep_for $function$;
