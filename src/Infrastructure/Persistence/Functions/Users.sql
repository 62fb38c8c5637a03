-- Generated from a migrated database; do not edit. These are the functions as they are now. Only the files in ../Migrations are applied.
-- To regenerate: UPDATE_FUNCTIONS=1 dotnet test --project tests/IntegrationTests --filter-class '*.FunctionSnapshotTests'

CREATE OR REPLACE FUNCTION app.apply_clerk_user(event_id text, event_type text, clerk_id text, changed_at timestamp with time zone, new_email text, new_first text, new_last text, new_image text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION app.end_user(person uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  update public.oauth_tokens set status = 'revoked', encrypted_access_token = null, encrypted_refresh_token = null, expires_at = null,
      refresh_lease_owner = null, refresh_lease_until = null, version = version + 1, updated_at = app.now()
    where user_id = person and status <> 'revoked';
  update accounts_internal.jobs j set status = 'cancelled', owner = null, lease_until = null, completed_at = app.now(), updated_at = app.now()
    from (select id from accounts_internal.jobs where user_id = person and status in ('queued', 'running') order by id for update) live
    where j.id = live.id;
  update public.account_sync_history set sync_status = 'cancelled', phase = 'done', completed_at = app.now(), updated_at = app.now()
    where user_id = person and sync_status in ('queued', 'in_progress');
  delete from accounts_internal.request_windows where user_id = person;
  delete from accounts_internal.idempotency_keys where user_id = person;
  $function$;

CREATE OR REPLACE FUNCTION app.hold_user()
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  perform from public.users u where u.id = app.current_user_id() and u.deleted_at is null for key share;
  if not found then
    raise exception 'The user was deleted.' using errcode = 'AC002';
  end if;
end $function$;
