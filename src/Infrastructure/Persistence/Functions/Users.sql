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
    insert into public.users (clerk_user_id, deleted_at) values (clerk_id, app.now())
      on conflict (clerk_user_id) do update set deleted_at = coalesce(public.users.deleted_at, app.now()), email = null, first_name = null,
        last_name = null, profile_image_url = null, updated_at = app.now()
      returning id into person;
    update public.oauth_tokens set status = 'revoked', encrypted_access_token = null, encrypted_refresh_token = null, expires_at = null,
        refresh_lease_owner = null, refresh_lease_until = null, version = version + 1, updated_at = app.now()
      where user_id = person and status <> 'revoked';
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
