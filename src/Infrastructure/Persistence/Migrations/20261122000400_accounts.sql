-- Advertising accounts, one row per user and Amazon id. A sync never deletes one.

create table if not exists public.user_accounts (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.users (id) on delete cascade,
  connection_id uuid references public.oauth_tokens (id) on delete set null,
  account_name text not null,
  amazon_account_id text not null,
  marketplace_id text,
  account_type text not null default 'advertising' check (account_type in ('advertising', 'dsp', 'amc')),
  is_default boolean not null default false,
  status text not null check (status in ('active', 'pending', 'suspended', 'inactive', 'disconnected', 'error')),
  api_status text,
  region text check (region in ('NA', 'EU', 'FE')),
  profile_id text,
  entity_id text,
  connected_at timestamptz not null default app.now(),
  last_synced_at timestamptz,
  missing_since timestamptz,
  missed_listings int not null default 0,
  sync_status text not null default 'pending' check (sync_status in ('pending', 'in_progress', 'completed', 'failed')),
  sync_error_message text,
  sync_retry_count int not null default 0,
  next_sync_at timestamptz,
  metadata jsonb not null default '{}',
  settings jsonb not null default '{}',
  created_at timestamptz not null default app.now(),
  updated_at timestamptz not null default app.now(),
  unique (user_id, amazon_account_id)
);
create unique index if not exists user_accounts_one_default on public.user_accounts (user_id) where is_default;
create index if not exists user_accounts_connection on public.user_accounts (connection_id);
create index if not exists user_accounts_by_name on public.user_accounts (user_id, account_name, id);
create index if not exists user_accounts_metadata on public.user_accounts using gin (metadata jsonb_path_ops);

call app.protect('public.user_accounts', 'user_id', 'select, insert, update');

-- For queries: plain SQL functions, so that the planner sees through them to the indexes.
create or replace function app.has_country(metadata jsonb, country text) returns boolean
  language sql stable parallel safe
  as $$ select metadata @> jsonb_build_object('country_codes', jsonb_build_array(country)) $$;

create or replace function app.mentions(content text, part text) returns boolean
  language sql immutable parallel safe
  as $$ select strpos(lower(content), lower(part)) > 0 $$;
