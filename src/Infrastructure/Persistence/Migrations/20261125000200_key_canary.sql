-- Keys: who holds tokens, for going through all of them, and the canary that tells whether an instance has the right keys.
-- Functions and not grants: the worker learns whose tokens there are and reads none of them.

create or replace function app.token_owners(after uuid, at_most int)
  returns table (user_id uuid, connection_id uuid)
  language sql stable security definer set search_path = ''
  as $$
  select t.user_id, t.id from public.oauth_tokens t
  where t.id > after and t.user_id is not null and coalesce(t.encrypted_access_token, t.encrypted_refresh_token) is not null
  order by t.id limit at_most
  $$;

create or replace function app.newest_token_owners(at_most int)
  returns table (user_id uuid, connection_id uuid)
  language sql stable security definer set search_path = ''
  as $$
  select t.user_id, t.id from public.oauth_tokens t
  where t.user_id is not null and coalesce(t.encrypted_access_token, t.encrypted_refresh_token) is not null
  order by t.created_at desc, t.id desc limit at_most
  $$;

create or replace function app.key_canary()
  returns table (ciphertext text, settled boolean)
  language sql stable security definer set search_path = ''
  as $$
  select c.value, c.updated_at < app.now() - interval '1 day' from accounts_internal.application_config c where c.key = 'token_encryption.canary'
  $$;

-- Written when there is none, replaced when it is still the one that was read (null: none).
create or replace function app.set_key_canary(known text, canary text) returns void
  language sql volatile security definer set search_path = ''
  as $$
  insert into accounts_internal.application_config as c (key, value, description, is_encrypted)
  values ('token_encryption.canary', canary, 'Known text under the token keys in use. An instance whose keys do not open it does not start.', true)
  on conflict (key) do update set value = excluded.value, updated_at = app.now() where c.value = known
  $$;

call accounts_internal.lend_to_worker('{token_owners,newest_token_owners,key_canary,set_key_canary}');
