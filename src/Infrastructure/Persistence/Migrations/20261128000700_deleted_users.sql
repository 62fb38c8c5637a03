-- A deletion fences the work that is in progress on any instance. Every transaction that writes as a user holds the user's row until it ends
-- (app.hold_user); the deletion takes the same row exclusively. So each write commits before the deletion, which then finds it, or is refused.

-- First statement of each transaction that writes as a user. Raises AC002 if the user is deleted or does not exist.
create or replace function app.hold_user() returns void
  language plpgsql volatile
  as $$
begin
  perform from public.users u where u.id = app.current_user_id() and u.deleted_at is null for key share;
  if not found then
    raise exception 'The user was deleted.' using errcode = 'AC002';
  end if;
end $$;
call accounts_internal.open_to_api('{hold_user}');

-- Ends everything of a user that could act: tokens, jobs and runs. The caller holds the user's row exclusively. Jobs are locked in the order
-- of app.extend_jobs.
create or replace function app.end_user(person uuid) returns void
  language sql volatile security definer set search_path = ''
  as $$
  update public.oauth_tokens set status = 'revoked', encrypted_access_token = null, encrypted_refresh_token = null, expires_at = null,
      refresh_lease_owner = null, refresh_lease_until = null, version = version + 1, updated_at = app.now()
    where user_id = person and status <> 'revoked';
  update accounts_internal.jobs j set status = 'cancelled', owner = null, lease_until = null, completed_at = app.now(), updated_at = app.now()
    from (select id from accounts_internal.jobs where user_id = person and status in ('queued', 'running') order by id for update) live
    where j.id = live.id;
  update public.account_sync_history set sync_status = 'cancelled', phase = 'done', completed_at = app.now(), updated_at = app.now()
    where user_id = person and sync_status in ('queued', 'in_progress');
  $$;
alter function app.end_user(uuid) owner to accounts_owner;
revoke all on function app.end_user(uuid) from public;

create or replace function app.apply_clerk_user(
    event_id text, event_type text, clerk_id text, changed_at timestamptz, new_email text, new_first text, new_last text, new_image text)
  returns boolean -- whether it had not been applied before
  language plpgsql security definer set search_path = ''
  as $$
declare
  person uuid;
begin
  insert into accounts_internal.webhook_inbox (svix_id, type) values (event_id, event_type) on conflict do nothing;
  if not found then return false; end if;

  if event_type = 'user.deleted' then
    -- A tombstone, also for a user we never saw: a late user.created or a token that is still valid must not bring them back.
    insert into public.users (clerk_user_id) values (clerk_id) on conflict do nothing;
    select u.id into person from public.users u where u.clerk_user_id = clerk_id for update; -- waits for what writes as the user
    update public.users u set deleted_at = coalesce(u.deleted_at, app.now()), email = null, first_name = null, last_name = null,
      profile_image_url = null, updated_at = app.now() where u.id = person;
    perform app.end_user(person);
    insert into public.auth_audit_log (user_id, actor, event_type, event_status, target_type, target_id)
      values (person, jsonb_build_object('webhook', event_id), 'user.delete', 'success', 'user', person::text);
    return true;
  end if;

  insert into public.users as u (clerk_user_id, email, first_name, last_name, profile_image_url, clerk_updated_at)
    values (clerk_id, new_email, new_first, new_last, new_image, changed_at)
    on conflict (clerk_user_id) do update set email = excluded.email, first_name = excluded.first_name, last_name = excluded.last_name,
      profile_image_url = excluded.profile_image_url, clerk_updated_at = excluded.clerk_updated_at, updated_at = app.now()
    where u.deleted_at is null and (u.clerk_updated_at is null or u.clerk_updated_at < excluded.clerk_updated_at);
  return true;
end $$;

-- The two functions of the worker that write for users whose rows a deletion does not lock otherwise.
create or replace function app.consume_oauth_state(state bytea, browser bytea)
  returns table (user_id uuid, session_id text, region text, connection_id uuid, return_to text, encrypted_code_verifier text, consumed_at timestamptz)
  language sql volatile security definer set search_path = ''
  as $$
    with live as (
      select u.id from public.users u join public.oauth_states s on s.user_id = u.id
      where s.state_hash = state and u.deleted_at is null for key share of u
    )
    update public.oauth_states s set used_at = app.now() from live
    where s.user_id = live.id and s.state_hash = state and s.browser_hash = browser and s.used_at is null and s.expires_at > app.now()
    returning s.user_id, s.session_id, s.region, s.connection_id, s.return_to, s.encrypted_code_verifier, s.used_at
  $$;

create or replace function app.enqueue_due_accounts(at_most int, minimum_interval interval) returns void
  language sql volatile security definer set search_path = ''
  as $$
  with due as (
    select a.id from public.user_accounts a
    join public.oauth_tokens t on t.id = a.connection_id and t.status = 'active'
    join public.users u on u.id = a.user_id and u.deleted_at is null
    where coalesce(a.next_sync_at <= app.now(), true) and a.status <> 'disconnected' and a.settings ->> 'sync_interval_minutes' ~ '^[0-9]{2,4}$'
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

-- The callback of a deleted user is audited as well.
create or replace function app.unusable_oauth_state(state bytea) returns table (user_id uuid, reason text)
  language sql stable security definer set search_path = ''
  as $$
    select s.user_id, case when s.used_at is not null then 'used' when s.expires_at <= app.now() then 'expired' else 'other_browser' end
    from public.oauth_states s where s.state_hash = state
  $$;

-- Extends leases. Returns the jobs that are still the holder's. Locks them in the order of app.end_user.
create or replace function app.extend_jobs(holder text, ids uuid[], fences int[], lease interval) returns setof uuid
  language sql volatile security definer set search_path = ''
  as $$
  with mine as (
    select j.id from accounts_internal.jobs j join unnest(ids, fences) as held (id, fence) on held.id = j.id and held.fence = j.fence
    where j.owner = holder and j.status = 'running' order by j.id for update of j
  )
  update accounts_internal.jobs j set lease_until = app.now() + lease from mine where j.id = mine.id
  returning j.id
  $$;

-- Users who were deleted before.
select app.end_user(u.id) from public.users u where u.deleted_at is not null;
