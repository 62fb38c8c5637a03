-- Generated from a migrated database; do not edit. These are the functions as they are now. Only the files in ../Migrations are applied.
-- To regenerate: UPDATE_FUNCTIONS=1 dotnet test --project tests/IntegrationTests --filter-class '*.FunctionSnapshotTests'

CREATE OR REPLACE FUNCTION app.claim_expiring_connections(within interval, spread double precision, claim_for interval, at_most integer)
 RETURNS TABLE(user_id uuid, connection_id uuid, version integer)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    with due as (
      select t.id from public.oauth_tokens t
      where t.status = 'active' and t.proactive_refresh_enabled and t.encrypted_refresh_token is not null
        and t.expires_at < app.now() + within * (1 + spread) -- what the index serves
        and t.expires_at < app.now() + within * (1 - spread + 2 * spread * (hashtextextended(t.id::text, 0) & 1023) / 1023.0)
        and coalesce(t.next_refresh_at <= app.now(), true) and coalesce(t.refresh_lease_until < app.now(), true)
      order by t.expires_at limit at_most
      for update skip locked
    )
    update public.oauth_tokens t set next_refresh_at = app.now() + claim_for
    from due where t.id = due.id
    returning t.user_id, t.id, t.version
  $function$;

CREATE OR REPLACE FUNCTION app.connection_overlaps()
 RETURNS TABLE(connection_id uuid, other_id uuid, profiles integer)
 LANGUAGE sql
 STABLE
AS $function$
  with reached as (
    select r.connection_id, p.id
    from accounts_internal.connection_reach r
    join public.oauth_tokens t on t.id = r.connection_id and t.status <> 'revoked'
    cross join unnest(r.profiles) as p (id)
    where r.user_id = app.current_user_id()
  )
  select a.connection_id, b.connection_id, count(distinct a.id)::int
  from reached a join reached b on b.id = a.id and b.connection_id <> a.connection_id
  group by a.connection_id, b.connection_id
  $function$;

CREATE OR REPLACE FUNCTION app.consume_oauth_state(state bytea, browser bytea)
 RETURNS TABLE(user_id uuid, session_id text, region text, connection_id uuid, return_to text, encrypted_code_verifier text, consumed_at timestamp with time zone)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    with live as (
      select u.id from public.users u join public.oauth_states s on s.user_id = u.id
      where s.state_hash = state and u.deleted_at is null for key share of u
    )
    update public.oauth_states s set used_at = app.now() from live
    where s.user_id = live.id and s.state_hash = state and s.browser_hash = browser and s.used_at is null and s.expires_at > app.now()
    returning s.user_id, s.session_id, s.region, s.connection_id, s.return_to, s.encrypted_code_verifier, s.used_at
  $function$;

CREATE OR REPLACE FUNCTION app.remember_reach()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into accounts_internal.connection_reach as r (user_id, connection_id, region, profiles)
    select new.user_id, new.connection_id, new.region, coalesce(array_agg(seen.amazon_id order by seen.amazon_id), '{}')
    from accounts_internal.sync_seen seen where seen.scope_id = new.listing_id
    on conflict (user_id, connection_id, region) do update set profiles = excluded.profiles, updated_at = app.now()
    where r.profiles is distinct from excluded.profiles;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.unusable_oauth_state(state bytea)
 RETURNS TABLE(user_id uuid, reason text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
    select s.user_id, case when s.used_at is not null then 'used' when s.expires_at <= app.now() then 'expired' else 'other_browser' end
    from public.oauth_states s where s.state_hash = state
  $function$;
