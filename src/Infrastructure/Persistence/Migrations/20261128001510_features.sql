-- Features that are on for a share of the users. The place of a user is equal to Rollout.PlaceOf.
create or replace function app.rollout_place(feature text, person uuid) returns bigint
  language sql immutable parallel safe
  as $$ select ('x' || encode(substr(sha256(convert_to(feature || ':' || person::text, 'UTF8')), 1, 4), 'hex'))::bit(32)::bigint $$;

-- Scheduled syncs are a feature. Without enabled_below it is on for everyone, as for an instance of the previous version.
drop function if exists app.claim_due_syncs(integer, interval);
create or replace function app.claim_due_syncs(at_most integer, claim_for interval, feature text default null, enabled_below bigint default null)
  returns table (user_id uuid, connection_ids uuid[])
  language sql volatile security definer set search_path = ''
  as $$
  with due as (
    select t.id from public.oauth_tokens t
    where t.status = 'active' and coalesce(t.next_sync_at <= app.now(), true)
      and (enabled_below is null or app.rollout_place(feature, t.user_id) < enabled_below)
      and not exists (select from public.account_sync_history h where h.user_id = t.user_id and h.sync_status in ('queued', 'in_progress'))
    order by t.next_sync_at nulls first limit at_most for update skip locked
  ), taken as (
    update public.oauth_tokens t set next_sync_at = app.now() + claim_for
    from due where t.id = due.id
    returning t.user_id, t.id
  )
  select t.user_id, array_agg(t.id) from taken t group by t.user_id
  $$;

drop function if exists app.enqueue_due_accounts(integer, interval);
create or replace function app.enqueue_due_accounts(
    at_most integer, minimum_interval interval, feature text default null, enabled_below bigint default null)
  returns void
  language sql volatile security definer set search_path = ''
  as $$
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
$$;

call accounts_internal.lend_to_worker('{claim_due_syncs,enqueue_due_accounts}');
