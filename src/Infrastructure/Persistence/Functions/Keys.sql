-- Generated from a migrated database; do not edit. These are the functions as they are now. Only the files in ../Migrations are applied.
-- To regenerate: UPDATE_FUNCTIONS=1 dotnet test --project tests/IntegrationTests --filter-class '*.FunctionSnapshotTests'

CREATE OR REPLACE FUNCTION app.key_canary(settles_after interval)
 RETURNS TABLE(ciphertext text, settled boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select c.value, c.updated_at < app.now() - settles_after from accounts_internal.application_config c where c.key = 'token_encryption.canary'
  $function$;

CREATE OR REPLACE FUNCTION app.newest_token_owners(at_most integer)
 RETURNS TABLE(user_id uuid, connection_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select t.user_id, t.id from public.oauth_tokens t
  where t.user_id is not null and coalesce(t.encrypted_access_token, t.encrypted_refresh_token) is not null
  order by t.created_at desc, t.id desc limit at_most
  $function$;

CREATE OR REPLACE FUNCTION app.set_key_canary(known text, canary text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  insert into accounts_internal.application_config as c (key, value, description, is_encrypted)
  values ('token_encryption.canary', canary, 'Known text under the token keys in use. An instance whose keys do not open it does not start.', true)
  on conflict (key) do update set value = excluded.value, updated_at = app.now() where c.value = known
  $function$;

CREATE OR REPLACE FUNCTION app.token_owners(after uuid, at_most integer)
 RETURNS TABLE(user_id uuid, connection_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select t.user_id, t.id from public.oauth_tokens t
  where t.id > after and t.user_id is not null and coalesce(t.encrypted_access_token, t.encrypted_refresh_token) is not null
  order by t.id limit at_most
  $function$;
