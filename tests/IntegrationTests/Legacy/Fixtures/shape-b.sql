-- The latest Python schema, with every column that came later.
create function update_updated_at_column() returns trigger language plpgsql as $$ begin new.updated_at = now(); return new; end $$;
create function ensure_single_default_account() returns trigger language plpgsql as $$
begin
  if new.is_default then update user_accounts set is_default = false where user_id = new.user_id and id <> new.id; end if;
  return new;
end $$;
create function update_last_managed_at() returns trigger language plpgsql as $$ begin new.last_managed_at = now(); return new; end $$;

create table users (
  id uuid primary key default gen_random_uuid(),
  clerk_user_id varchar(255) unique not null,
  email varchar(255) not null constraint one_address_each unique,
  first_name varchar(100), last_name varchar(100), profile_image_url text,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), last_login_at timestamptz
);
create table oauth_tokens (
  id uuid primary key default gen_random_uuid(),
  access_token text, refresh_token text,
  token_type varchar(50) not null default 'bearer', expires_at timestamptz, scope text,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), last_refresh_at timestamptz,
  refresh_count int not null default 0, is_active boolean not null default true,
  user_id uuid, user_account_id uuid,
  refresh_failure_count int default 0, last_refresh_error text, proactive_refresh_enabled boolean default true
);
create index idx_oauth_tokens_user_id on oauth_tokens (user_id);
create table user_accounts (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references users (id) on delete cascade,
  account_name varchar(255) not null, amazon_account_id varchar(255) not null, marketplace_id varchar(50),
  account_type varchar(20) not null default 'advertising' check (account_type in ('advertising', 'dsp', 'amc')),
  is_default boolean not null default false,
  status varchar(50) not null default 'active' check (status in ('active', 'inactive', 'suspended', 'pending', 'disabled', 'partial', 'disconnected')),
  connected_at timestamptz not null default now(), last_synced_at timestamptz,
  metadata jsonb default '{}',
  sync_status varchar(20) default 'pending' check (sync_status in ('pending', 'in_progress', 'completed', 'failed')),
  sync_error_message text, sync_retry_count int default 0, next_sync_at timestamptz,
  profile_id varchar(255), entity_id varchar(255), last_managed_at timestamptz, seats_metadata jsonb,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(),
  unique (user_id, amazon_account_id)
);
alter table oauth_tokens add constraint fk_token_account foreign key (user_account_id) references user_accounts (id) on delete cascade;
create index idx_user_accounts_metadata on user_accounts using gin (metadata);
create table oauth_states (
  id uuid primary key default gen_random_uuid(), state_token varchar(255) unique not null, redirect_uri text,
  created_at timestamptz default now(), expires_at timestamptz not null, used boolean default false
);
create table auth_audit_log (
  id uuid primary key default gen_random_uuid(), event_type varchar(50) not null, event_status varchar(20) not null,
  token_id uuid references oauth_tokens (id) on delete set null,
  error_message text, error_code varchar(50), ip_address inet, user_agent text, created_at timestamptz default now(), metadata jsonb default '{}'
);
create table application_config (
  key varchar(255) primary key, value text not null, description text, is_encrypted boolean default false,
  created_at timestamptz default now(), updated_at timestamptz default now()
);
create table user_settings (
  id uuid primary key default gen_random_uuid(), user_id uuid not null unique references users (id) on delete cascade,
  preferences jsonb not null default '{}', created_at timestamptz default now(), updated_at timestamptz default now()
);
create table account_sync_history (
  id uuid primary key default gen_random_uuid(),
  user_account_id uuid references user_accounts (id) on delete cascade,
  sync_type varchar(50) not null check (sync_type in ('manual', 'scheduled', 'webhook')),
  sync_status varchar(50) not null check (sync_status in ('started', 'success', 'failed', 'partial')),
  started_at timestamptz default now(), completed_at timestamptz,
  accounts_synced int default 0, accounts_failed int default 0, error_details jsonb, metadata jsonb default '{}', created_at timestamptz default now()
);
create table rate_limit_tracking (
  id uuid primary key default gen_random_uuid(), user_id uuid references users (id), endpoint varchar(255), request_count int default 0,
  limit_hit_count int default 0, last_limit_hit timestamptz, retry_after_seconds int, window_start timestamptz, created_at timestamptz, updated_at timestamptz
);
create table account_relationships (
  id uuid primary key default gen_random_uuid(),
  parent_account_id uuid not null references user_accounts (id) on delete cascade,
  child_account_id uuid not null references user_accounts (id) on delete cascade,
  relationship_type varchar(50) not null check (relationship_type in ('sponsored_to_dsp', 'sponsored_to_amc', 'dsp_to_amc')),
  created_at timestamptz default now(), updated_at timestamptz default now(), metadata jsonb default '{}',
  unique (parent_account_id, child_account_id, relationship_type)
);
create table amc_instance_accounts (
  id uuid primary key default gen_random_uuid(),
  amc_account_id uuid not null references user_accounts (id) on delete cascade,
  source_account_id uuid not null references user_accounts (id) on delete cascade,
  source_type varchar(50) check (source_type in ('advertising', 'dsp')), advertiser_id varchar(255), created_at timestamptz default now()
);
create table dsp_seats_sync_log (
  id uuid primary key default gen_random_uuid(),
  user_account_id uuid references user_accounts (id) on delete cascade, advertiser_id varchar(255) not null,
  sync_status varchar(50) check (sync_status in ('pending', 'in_progress', 'success', 'failed', 'partial')),
  seats_retrieved int default 0, exchanges_count int default 0, error_message text,
  request_metadata jsonb, response_metadata jsonb, created_at timestamptz default now(), completed_at timestamptz
);

insert into users (id, clerk_user_id, email, first_name) values
  ('b0000000-0000-0000-0000-000000000001', 'user_2adoptedGrace', 'grace@example.com', 'Grace'),
  ('b0000000-0000-0000-0000-000000000002', 'user_2adoptedPlain', 'plain@example.com', 'Plain'),
  ('b0000000-0000-0000-0000-000000000003', 'user_2adoptedLostKey', 'foreign@example.com', null),
  ('b0000000-0000-0000-0000-000000000004', 'user_2adoptedBlank', 'blank@example.com', null),
  ('b0000000-0000-0000-0000-000000000005', 'user_2adoptedLeft', 'out@example.com', null),
  ('b0000000-0000-0000-0000-000000000006', 'user_2adoptedHalf', 'half@example.com', null),
  ('b0000000-0000-0000-0000-000000000007', 'user_2adoptedNull', 'null@example.com', null);

insert into user_accounts (id, user_id, account_name, amazon_account_id, marketplace_id, account_type, is_default, status, metadata, sync_status, profile_id, seats_metadata) values
  ('b1000000-0000-0000-0000-000000000001', 'b0000000-0000-0000-0000-000000000001', 'Shop', 'amzn1.ads-account.g.shop', 'ATVPDKIKX0DER', 'advertising', true, 'active',
   '{"alternate_ids": [{"countryCode": "US", "profileId": 18014398509481985, "entityId": "ENTITYSHOP"}, {"countryCode": "CA", "profileId": 18014398509481987}, {"countryCode": "CA", "entityId": "ENTITYCA"}], "country_codes": ["US", "CA"], "api_status": "CREATED", "unheard_of": {"kept": true}}',
   'completed', null, null),
  ('b1000000-0000-0000-0000-000000000002', 'b0000000-0000-0000-0000-000000000001', 'Seats', 'dsp-1', null, 'dsp', false, 'disabled', '{}', 'in_progress', '77', '{"seats": 3}'),
  ('b1000000-0000-0000-0000-000000000003', 'b0000000-0000-0000-0000-000000000001', 'Clean room', 'amc-1', null, 'amc', false, 'disconnected', '{"disconnected_at": "2025-05-05", "disconnected_by": "user"}', 'failed', null, null),
  ('b1000000-0000-0000-0000-000000000004', 'b0000000-0000-0000-0000-000000000002', 'Plain shop', 'amzn1.ads-account.g.shop', null, 'advertising', false, 'active', '{"countryCode": "DE", "country_code": "AT"}', 'pending', null, null),
  ('b1000000-0000-0000-0000-000000000005', 'b0000000-0000-0000-0000-000000000005', 'Left', 'amzn1.ads-account.g.left', null, 'advertising', false, 'pending', '{}', null, null, null),
  ('b1000000-0000-0000-0000-000000000006', 'b0000000-0000-0000-0000-000000000003', 'Foreign', 'amzn1.ads-account.g.foreign', null, 'advertising', false, 'active', '{}', 'pending', null, null);

insert into oauth_tokens (id, user_id, user_account_id, access_token, refresh_token, expires_at, is_active, refresh_count, last_refresh_at, updated_at) values
  ('b2000000-0000-0000-0000-000000000001', 'b0000000-0000-0000-0000-000000000001', 'b1000000-0000-0000-0000-000000000001', '{{mine.access}}', '{{mine.refresh}}', now() + interval '30 minutes', true, 4, now() - interval '30 minutes', '2025-06-02'),
  ('b2000000-0000-0000-0000-000000000002', 'b0000000-0000-0000-0000-000000000001', null, '{{mine.access}}', '{{mine.refresh}}', '2025-06-01', true, 9, null, '2025-06-01'),
  ('b2000000-0000-0000-0000-000000000003', 'b0000000-0000-0000-0000-000000000001', null, '{{mine.access}}', '{{mine.refresh}}', '2025-05-01', false, 9, null, '2025-07-01'),
  ('b2000000-0000-0000-0000-000000000004', 'b0000000-0000-0000-0000-000000000002', null, 'Atza|plain-access', 'Atzr|plain-refresh', '2025-06-01', true, 1, null, '2025-06-01'),
  ('b2000000-0000-0000-0000-000000000005', 'b0000000-0000-0000-0000-000000000003', null, '{{other.access}}', '{{other.refresh}}', now() + interval '30 minutes', true, 1, null, '2025-06-01'),
  ('b2000000-0000-0000-0000-000000000006', 'b0000000-0000-0000-0000-000000000004', null, E' \t\n', '   ', null, true, 0, null, '2025-06-01'),
  ('b2000000-0000-0000-0000-000000000007', 'b0000000-0000-0000-0000-000000000005', null, '{{mine.access}}', '{{mine.refresh}}', '2025-06-01', false, 1, null, '2025-06-01'),
  ('b2000000-0000-0000-0000-000000000008', 'b0000000-0000-0000-0000-000000000006', null, 'Atza|plain-half', '{{mine.refresh}}', '2025-06-01', true, 1, null, '2025-06-01'),
  ('b2000000-0000-0000-0000-000000000009', 'b0000000-0000-0000-0000-000000000007', null, null, null, null, true, 0, null, '2025-06-01'),
  ('b2000000-0000-0000-0000-00000000000a', null, null, '{{mine.access}}', '{{mine.refresh}}', '2025-06-01', true, 0, null, '2025-06-01'),
  ('b2000000-0000-0000-0000-00000000000b', null, 'b1000000-0000-0000-0000-000000000005', 'Atza|plain-of-nobody', 'Atzr|plain-of-nobody', '2025-06-01', false, 0, null, '2025-06-01'),
  ('b2000000-0000-0000-0000-00000000000c', '99999999-0000-0000-0000-000000000000', null, '{{mine.access}}', '{{mine.refresh}}', '2025-06-01', true, 0, null, '2025-06-01');

insert into oauth_states (state_token, expires_at) values ('one', now()), ('two', now());
insert into auth_audit_log (id, event_type, event_status, token_id, error_code, user_agent) values
  ('b3000000-0000-0000-0000-000000000001', 'token_refresh', 'success', 'b2000000-0000-0000-0000-000000000001', null, 'Mozilla'),
  ('b3000000-0000-0000-0000-000000000002', 'token_refresh', 'failure', 'b2000000-0000-0000-0000-00000000000a', 'invalid_grant', null),
  ('b3000000-0000-0000-0000-000000000003', 'login', 'success', null, null, null);
insert into application_config (key, value) values
  ('oauth_token_refresh_interval', '60'), ('oauth_token_refresh_buffer', '300'), ('oauth_max_refresh_retries', '5'), ('oauth_retry_backoff_base', '2');
insert into user_settings (user_id, preferences) values ('b0000000-0000-0000-0000-000000000001', '{"theme": "dark", "unheard_of": 1}');
insert into account_sync_history (id, user_account_id, sync_type, sync_status, completed_at, accounts_synced, accounts_failed, error_details) values
  ('b4000000-0000-0000-0000-000000000001', 'b1000000-0000-0000-0000-000000000001', 'webhook', 'success', '2025-06-01', 3, 1, null),
  ('b4000000-0000-0000-0000-000000000002', 'b1000000-0000-0000-0000-000000000001', 'manual', 'started', null, 0, 0, null),
  ('b4000000-0000-0000-0000-000000000003', 'b1000000-0000-0000-0000-000000000002', 'scheduled', 'started', null, 0, 0, null),
  ('b4000000-0000-0000-0000-000000000004', 'b1000000-0000-0000-0000-000000000004', 'scheduled', 'partial', '2025-06-01', 1, 1, '{"message": "Too slow", "attempt": 2}'),
  ('b4000000-0000-0000-0000-000000000005', null, 'scheduled', 'failed', '2025-06-01', 0, 0, '"gone"');
insert into rate_limit_tracking (user_id, endpoint) values ('b0000000-0000-0000-0000-000000000001', '/accounts');
insert into account_relationships (parent_account_id, child_account_id, relationship_type) values
  ('b1000000-0000-0000-0000-000000000001', 'b1000000-0000-0000-0000-000000000002', 'sponsored_to_dsp'),
  ('b1000000-0000-0000-0000-000000000001', 'b1000000-0000-0000-0000-000000000004', 'sponsored_to_dsp');
insert into amc_instance_accounts (amc_account_id, source_account_id, source_type) values
  ('b1000000-0000-0000-0000-000000000003', 'b1000000-0000-0000-0000-000000000001', 'advertising');
insert into dsp_seats_sync_log (user_account_id, advertiser_id, sync_status) values
  ('b1000000-0000-0000-0000-000000000002', '123', 'success'), ('b1000000-0000-0000-0000-000000000002', '123', 'in_progress'), (null, '123', 'failed');

create trigger update_users_updated_at before update on users for each row execute function update_updated_at_column();
create trigger update_oauth_tokens_updated_at before update on oauth_tokens for each row execute function update_updated_at_column();
create trigger update_user_accounts_updated_at before update on user_accounts for each row execute function update_updated_at_column();
create trigger ensure_single_default_account before insert or update on user_accounts for each row execute function ensure_single_default_account();
create trigger update_last_managed_at before update on user_accounts for each row execute function update_last_managed_at();
create trigger update_user_settings_updated_at before update on user_settings for each row execute function update_updated_at_column();
create table of_somebody_else (id int primary key, updated_at timestamptz);
create trigger theirs before update on of_somebody_else for each row execute function update_updated_at_column();
