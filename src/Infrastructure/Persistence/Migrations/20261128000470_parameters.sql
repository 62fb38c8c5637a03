-- Durations and limits are settings of the service and passed in; SQL contains none.

drop function if exists app.claim_due_syncs(int);
drop function if exists app.claim_due_accounts(int);
drop function if exists app.sweep_sync_seen();
drop function if exists app.claim_expiring_connections(interval, int);
drop function if exists app.key_canary();

-- Active connections that are due, of users without a live run. A claimed connection is due again after claim_for: queuing its run sets the next
-- date, and the instance that claimed it may crash before.
create or replace function app.claim_due_syncs(at_most int, claim_for interval)
  returns table (user_id uuid, connection_ids uuid[])
  language sql volatile security definer set search_path = ''
  as $$
  with due as (
    select t.id from public.oauth_tokens t
    where t.status = 'active' and coalesce(t.next_sync_at <= app.now(), true)
      and not exists (select from public.account_sync_history h where h.user_id = t.user_id and h.sync_status in ('queued', 'in_progress'))
    order by t.next_sync_at nulls first limit at_most for update skip locked
  ), taken as (
    update public.oauth_tokens t set next_sync_at = app.now() + claim_for
    from due where t.id = due.id
    returning t.user_id, t.id
  )
  select t.user_id, array_agg(t.id) from taken t group by t.user_id
  $$;

create or replace function app.sweep_sync_seen(keep_for interval) returns void
  language sql volatile security definer set search_path = ''
  as $$ delete from accounts_internal.sync_seen where seen_at < app.now() - keep_for $$;

-- Connections that expire within the time given, first to expire first. The time varies by "spread" either way, derived from the id, so that
-- connections established together are not refreshed together. A claim holds for claim_for. It returns no token, and leaves the version alone, so that it conflicts
-- with no other change.
create or replace function app.claim_expiring_connections(within interval, spread double precision, claim_for interval, at_most int)
  returns table (user_id uuid, connection_id uuid, version int)
  language sql volatile security definer set search_path = ''
  as $$
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
  $$;

create or replace function app.key_canary(settles_after interval)
  returns table (ciphertext text, settled boolean)
  language sql stable security definer set search_path = ''
  as $$
  select c.value, c.updated_at < app.now() - settles_after from accounts_internal.application_config c where c.key = 'token_encryption.canary'
  $$;

call accounts_internal.lend_to_worker('{claim_due_syncs,sweep_sync_seen,claim_expiring_connections,key_canary}');
