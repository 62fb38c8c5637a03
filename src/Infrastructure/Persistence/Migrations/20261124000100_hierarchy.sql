-- What hangs together with accounts: country profiles, manager accounts, and who belongs to whom.
-- missed_listings counts complete listings in a row that did not show a thing any more; at the second it is gone.

create table if not exists public.account_profiles (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.users (id) on delete cascade,
  connection_id uuid references public.oauth_tokens (id) on delete set null,
  account_id uuid references public.user_accounts (id) on delete set null,
  profile_id text not null,
  country_code text,
  currency_code text,
  timezone text,
  marketplace_id text,
  region text not null check (region in ('NA', 'EU', 'FE')),
  profile_type text,
  sub_type text,
  entity_id text,
  name text,
  valid_payment_method boolean,
  access_level text check (access_level in ('edit', 'view')),
  missed_listings int not null default 0,
  created_at timestamptz not null default app.now(),
  updated_at timestamptz not null default app.now(),
  unique (user_id, profile_id)
);
create index if not exists account_profiles_connection on public.account_profiles (connection_id, region);
create index if not exists account_profiles_account on public.account_profiles (account_id);

create table if not exists public.manager_accounts (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.users (id) on delete cascade,
  connection_id uuid references public.oauth_tokens (id) on delete set null,
  region text not null check (region in ('NA', 'EU', 'FE')),
  manager_account_id text not null,
  name text,
  links_complete boolean not null,
  missed_listings int not null default 0,
  created_at timestamptz not null default app.now(),
  updated_at timestamptz not null default app.now(),
  unique (user_id, manager_account_id)
);
create index if not exists manager_accounts_connection on public.manager_accounts (connection_id, region);

-- The Python service's table of this name has been adopted by now: account to account, three words.
create table if not exists public.account_relationships (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.users (id) on delete cascade,
  parent_account_id uuid references public.user_accounts (id) on delete cascade,
  child_account_id uuid references public.user_accounts (id) on delete cascade,
  relationship_type text not null,
  metadata jsonb not null default '{}',
  created_at timestamptz not null default app.now(),
  updated_at timestamptz not null default app.now()
);
update public.account_relationships
  set metadata = coalesce(metadata, '{}'), created_at = coalesce(created_at, app.now()), updated_at = coalesce(updated_at, created_at, app.now())
  where metadata is null or created_at is null or updated_at is null;
alter table public.account_relationships
  alter metadata set not null,
  add column if not exists parent_key text,
  add column if not exists child_key text,
  add column if not exists missed_listings int not null default 0,
  alter id set default gen_random_uuid(),
  alter parent_account_id drop not null,
  alter child_account_id drop not null,
  alter relationship_type type text,
  alter created_at set default app.now(),
  alter created_at set not null,
  alter updated_at set default app.now(),
  alter updated_at set not null,
  drop constraint if exists kept_for_user,
  drop constraint if exists account_relationships_user_id_fkey,
  add constraint account_relationships_user_id_fkey foreign key (user_id) references public.users (id) on delete cascade;

do $$
declare
  old_words text;
begin
  for old_words in
    select conname from pg_constraint
    where conrelid = 'public.account_relationships'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%relationship_type%'
  loop
    execute format('alter table public.account_relationships drop constraint %I', old_words);
  end loop;
end $$;
alter table public.account_relationships add constraint account_relationships_words
  check (relationship_type in ('sponsored_to_dsp', 'sponsored_to_amc', 'dsp_to_amc', 'manager_link', 'agency_profile'));
create unique index if not exists account_relationships_keys
  on public.account_relationships (user_id, relationship_type, parent_key, child_key) where parent_key is not null;

call app.protect('public.account_profiles', 'user_id', 'select, insert, update, delete');
call app.protect('public.manager_accounts', 'user_id', 'select, insert, update, delete');
call app.protect('public.account_relationships', 'user_id', 'select, insert, update, delete');

-- The DSP and AMC rows of one profile or region, and the rows that carry errors.
create index if not exists user_accounts_kind on public.user_accounts (user_id, account_type, account_name, id);
create index if not exists user_accounts_profile on public.user_accounts (user_id, profile_id);
create index if not exists user_accounts_errors on public.user_accounts (user_id, account_name, id) where metadata -> 'errors' <> '{}'::jsonb;
