-- The early Python schema: tokens know no user, times know no zone, and nothing keeps a user from having several defaults.
create table users (
  id uuid primary key default gen_random_uuid(),
  clerk_user_id varchar(255) not null unique,
  email varchar(255) not null unique,
  first_name varchar(100), last_name varchar(100),
  profile_image_url text,
  created_at timestamp default now(), updated_at timestamp default now(), last_login_at timestamp
);
create unique index users_lower_email on users (email);
create table user_accounts (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references users (id) on delete cascade,
  account_name varchar(255) not null,
  amazon_account_id varchar(255) not null,
  marketplace_id varchar(50),
  account_type varchar(50) default 'advertising',
  is_default boolean default false,
  status varchar(50) default 'active' constraint valid_status check (status in ('active', 'inactive', 'suspended', 'pending', 'disabled', 'partial', 'disconnected')),
  connected_at timestamp default now(), last_synced_at timestamp,
  metadata jsonb default '{}',
  created_at timestamp default now(), updated_at timestamp default now(),
  constraint one_account unique (user_id, amazon_account_id)
);
create table oauth_tokens (
  id uuid primary key default gen_random_uuid(),
  access_token text not null, refresh_token text not null,
  token_type varchar(50) default 'Bearer',
  expires_at timestamp not null, scope text,
  created_at timestamp default now(), updated_at timestamp default now(), last_refresh_at timestamp,
  refresh_count int default 0, is_active boolean default true
);
create unique index only_one_active on oauth_tokens (is_active) where is_active;
create table oauth_states (
  id uuid primary key default gen_random_uuid(), state_token varchar(255) not null unique, redirect_uri text,
  created_at timestamp default now(), expires_at timestamp not null, used boolean default false
);
create table auth_audit_log (
  id uuid primary key default gen_random_uuid(),
  event_type varchar(50) not null, event_status varchar(20) not null,
  token_id uuid references oauth_tokens (id),
  error_message text, error_code varchar(50), ip_address inet, user_agent text,
  created_at timestamp default now(), metadata jsonb
);
create table application_config (
  key varchar(255) primary key, value text not null, description text, is_encrypted boolean default false,
  created_at timestamp default now(), updated_at timestamp default now()
);

insert into users (id, clerk_user_id, email, first_name, created_at) values
  ('a0000000-0000-0000-0000-000000000001', 'user_2adoptedAda0', 'ada@example.com', 'Ada', '2025-01-02 03:04:05'),
  ('a0000000-0000-0000-0000-000000000002', 'user_2adoptedAdaAgain', 'Ada@Example.com', 'Ada', '2025-01-02 03:04:06'),
  ('a0000000-0000-0000-0000-000000000003', 'user_2adoptedIdle', 'idle@example.com', null, null);

insert into user_accounts (id, user_id, account_name, amazon_account_id, marketplace_id, is_default, status, updated_at, metadata) values
  ('a1000000-0000-0000-0000-000000000001', 'a0000000-0000-0000-0000-000000000001', 'First', 'amzn1.ads-account.g.first', 'ATVPDKIKX0DER', true, 'active', '2025-01-01',
   '{"alternateIds": [{"countryCode": "US", "profileId": 90071992547409931234, "entityId": null}, {"countryCode": "US", "entityId": "ENTITY1"}], "countryCodes": ["US"], "apiStatus": "CREATED", "profileId": 9007199254740993, "customField": {"kept": [1, "\"profileId\": 5,"]}}'),
  ('a1000000-0000-0000-0000-000000000002', 'a0000000-0000-0000-0000-000000000001', 'Second', 'amzn1.ads-account.g.second', null, true, 'disabled', '2025-03-01', null),
  ('a1000000-0000-0000-0000-000000000003', 'a0000000-0000-0000-0000-000000000001', 'Third', 'amzn1.ads-account.g.third', null, true, 'partial', '2025-02-01',
   '{"alternate_ids": [{"country_code": "DE", "profile_id": 2, "entity_id": "E2"}, {"countryCode": "FR", "profileId": "3"}, "odd"], "alternateIds": [], "countryCodes": null, "errors": {"IT": [{"errorId": 1}]}, "linked_profiles": [{"profileId": 12345678901234567890}], "disconnected_by": "user"}'),
  ('a1000000-0000-0000-0000-000000000004', 'a0000000-0000-0000-0000-000000000002', 'First', 'amzn1.ads-account.g.first', null, null, null, '2025-02-01',
   '{"country_codes": ["GB"], "countryCodes": ["GB", "IE"], "country_code": "", "countryCode": "GB", "currency_code": "GBP", "adsAccountId": "amzn1.ads-account.g.first"}'),
  ('a1000000-0000-0000-0000-000000000005', 'a0000000-0000-0000-0000-000000000002', 'Odd', 'amzn1.ads-account.g.odd', null, false, 'disconnected', '2025-02-01', '["not an object"]');

insert into oauth_tokens (id, access_token, refresh_token, expires_at, is_active, refresh_count, last_refresh_at) values
  ('a2000000-0000-0000-0000-000000000001', '{{other.access}}', '{{other.refresh}}', '2025-01-02 04:00:00', true, 7, '2025-01-02 03:00:00'),
  ('a2000000-0000-0000-0000-000000000002', 'Atza|plain-of-nobody', 'Atzr|plain-of-nobody', '2025-01-02 04:00:00', false, null, null);

insert into oauth_states (state_token, expires_at) values ('state-of-old', '2025-01-02 04:00:00');
insert into auth_audit_log (id, event_type, event_status, token_id, ip_address, metadata, created_at) values
  ('a3000000-0000-0000-0000-000000000001', 'login', 'success', 'a2000000-0000-0000-0000-000000000001', '10.0.0.1', null, '2025-01-02 03:04:05'),
  ('a3000000-0000-0000-0000-000000000002', 'token_refresh', 'failure', null, null, '{"a": 1}', '2025-01-02 03:04:05');
insert into application_config (key, value) values ('oauth_token_refresh_interval', '60'), ('oauth_token_refresh_buffer', '300');
