-- The third shape: one row a user with encrypted columns, and kinds of account that Amazon no longer knows.
create table users (
  id uuid primary key default gen_random_uuid(), clerk_user_id text not null unique, email text not null unique,
  first_name text, last_name text, created_at timestamptz default now(), updated_at timestamptz default now()
);
create table oauth_tokens (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null constraint one_row_a_user unique references users (id) on delete cascade,
  encrypted_access_token text not null, encrypted_refresh_token text not null,
  token_type text default 'bearer', expires_at timestamptz not null, scope text, last_refresh timestamptz,
  created_at timestamptz default now(), updated_at timestamptz default now()
);
create table user_accounts (
  id uuid primary key default gen_random_uuid(), user_id uuid references users (id) on delete cascade,
  account_name text not null, amazon_account_id text not null, marketplace_id text,
  account_type text check (account_type in ('advertising', 'vendor', 'seller')),
  status text default 'active' check (status in ('active', 'inactive', 'suspended', 'pending')),
  is_default boolean default false, metadata json,
  created_at timestamptz default now(), updated_at timestamptz default now()
);
create table account_sync_history (
  id uuid primary key default gen_random_uuid(), user_account_id uuid references user_accounts (id) on delete cascade,
  sync_type text not null, sync_status text not null, started_at timestamptz default now(), completed_at timestamptz, error_details text
);

insert into users (id, clerk_user_id, email) values
  ('c0000000-0000-0000-0000-000000000001', 'user_2adoptedVendor', 'vendor@example.com'),
  ('c0000000-0000-0000-0000-000000000002', 'user_2adoptedPlainC', 'plain.c@example.com');
insert into oauth_tokens (id, user_id, encrypted_access_token, encrypted_refresh_token, expires_at, last_refresh) values
  ('c2000000-0000-0000-0000-000000000001', 'c0000000-0000-0000-0000-000000000001', '{{mine.access}}', E'{{mine.refresh}}\n', '2025-06-01', '2025-05-31 23:00:00+00'),
  ('c2000000-0000-0000-0000-000000000002', 'c0000000-0000-0000-0000-000000000002', 'Atza|plain-c', 'Atzr|plain-c', '2025-06-01', null);
insert into user_accounts (id, user_id, account_name, amazon_account_id, account_type, status, is_default, metadata, updated_at) values
  ('c1000000-0000-0000-0000-000000000001', 'c0000000-0000-0000-0000-000000000001', 'Vendor', 'v-1', 'vendor', 'active', true, '{"profileId": 9223372036854775807, "timezone": "UTC"}', '2025-02-01'),
  ('c1000000-0000-0000-0000-000000000002', 'c0000000-0000-0000-0000-000000000001', 'Seller', 's-1', 'seller', 'inactive', false, null, '2025-02-01'),
  ('c1000000-0000-0000-0000-000000000003', 'c0000000-0000-0000-0000-000000000001', 'Ads', 'a-1', 'advertising', 'pending', false, 'null', '2025-02-01'),
  ('c1000000-0000-0000-0000-000000000004', 'c0000000-0000-0000-0000-000000000001', 'Ads, older', 'a-1', 'advertising', 'active', true, '{}', '2025-01-01'),
  ('c1000000-0000-0000-0000-000000000005', null, 'Nobody''s', 'n-1', 'seller', 'suspended', false, '{}', '2025-01-01');
insert into account_sync_history (id, user_account_id, sync_type, sync_status, completed_at, error_details) values
  ('c4000000-0000-0000-0000-000000000001', 'c1000000-0000-0000-0000-000000000001', 'manual', 'success', '2025-06-01', null),
  ('c4000000-0000-0000-0000-000000000002', 'c1000000-0000-0000-0000-000000000001', 'manual', 'failed', '2025-06-01', 'Amazon said no'),
  ('c4000000-0000-0000-0000-000000000003', 'c1000000-0000-0000-0000-000000000004', 'manual', 'success', '2025-06-01', null);
