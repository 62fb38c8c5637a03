-- Connected Amazon logins, and the journeys to the consent page.

create table if not exists public.oauth_tokens (
  id uuid primary key default gen_random_uuid(),
  user_id uuid references public.users (id) on delete cascade,
  label text,
  region text not null check (region in ('NA', 'EU', 'FE')),
  encrypted_access_token text,
  encrypted_refresh_token text,
  token_type text not null default 'bearer',
  expires_at timestamptz,
  scope text,
  status text not null default 'active' check (status in ('active', 'needs_reauth', 'revoked')),
  refresh_count int not null default 0,
  last_refresh timestamptz,
  refresh_failure_count int not null default 0,
  last_refresh_error text,
  next_refresh_at timestamptz,
  proactive_refresh_enabled boolean not null default true,
  refresh_lease_owner text,
  refresh_lease_until timestamptz,
  version int not null default 0,
  created_at timestamptz not null default app.now(),
  updated_at timestamptz not null default app.now(),
  constraint oauth_tokens_known_user check (user_id is not null or status = 'revoked') -- adopted rows of nobody's are kept, dead
);
create index if not exists oauth_tokens_user on public.oauth_tokens (user_id);
create index if not exists oauth_tokens_expiring on public.oauth_tokens (expires_at) where status = 'active';

call app.protect('public.oauth_tokens', 'user_id', 'select, insert, update');

create table if not exists public.oauth_states (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.users (id) on delete cascade,
  state_hash bytea not null unique,
  session_id text not null,
  browser_hash bytea not null,
  region text not null check (region in ('NA', 'EU', 'FE')),
  connection_id uuid references public.oauth_tokens (id) on delete cascade,
  return_to text,
  encrypted_code_verifier text not null,
  created_at timestamptz not null default app.now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
create index if not exists oauth_states_user on public.oauth_states (user_id, created_at);

call app.protect('public.oauth_states', 'user_id', 'select, insert, delete');

-- The redirect from Amazon carries no sign-in: the state itself, and the browser that started it, say whose it is.
-- A function and not a grant, so that the worker can consume one attempt and read none.
create or replace function app.consume_oauth_state(state bytea, browser bytea)
  returns table (user_id uuid, session_id text, region text, connection_id uuid, return_to text, encrypted_code_verifier text, consumed_at timestamptz)
  language sql volatile security definer set search_path = ''
  as $$
    update public.oauth_states s set used_at = app.now()
    where s.state_hash = state and s.browser_hash = browser and s.used_at is null and s.expires_at > app.now()
      and exists (select from public.users u where u.id = s.user_id and u.deleted_at is null)
    returning s.user_id, s.session_id, s.region, s.connection_id, s.return_to, s.encrypted_code_verifier, s.used_at
  $$;
alter function app.consume_oauth_state(bytea, bytea) owner to accounts_owner;
revoke all on function app.consume_oauth_state(bytea, bytea) from public;
grant execute on function app.consume_oauth_state(bytea, bytea) to accounts_worker;
