-- Registrations of accounts at Amazon. The job with the registration's id completes the row.
create table if not exists public.account_registrations (
  id uuid primary key,
  user_id uuid not null references public.users (id) on delete cascade,
  connection_id uuid not null references public.oauth_tokens (id) on delete cascade,
  request jsonb not null,
  status text not null check (status in ('requested', 'sending', 'pending', 'created', 'disabled', 'failed')),
  known_before jsonb, -- what Amazon listed under the account's name before the first attempt: these accounts are not the registration's
  attempts int not null default 0,
  sent_at timestamptz, -- of the last attempt; stored before the call
  amazon_account_id text,
  api_status text,
  errors jsonb, -- Amazon's reasons per country, unchanged
  error_code text,
  error_message text,
  created_at timestamptz not null,
  completed_at timestamptz
);
create index if not exists account_registrations_user on public.account_registrations (user_id);
call app.protect('public.account_registrations', 'user_id', 'select, insert, update');
