-- Sync runs and their scopes. A run is queued by a person, and owned by one instance at a time under a lease.

create table if not exists public.account_sync_history (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.users (id) on delete cascade,
  connection_ids uuid[] not null default '{}',
  sync_type text not null check (sync_type in ('manual', 'scheduled', 'callback', 'webhook')),
  sync_status text not null check (sync_status in ('queued', 'in_progress', 'success', 'partial', 'failed', 'cancelled', 'started')),
  phase text,
  progress jsonb not null default '{}',
  error_details jsonb,
  started_at timestamptz not null default app.now(),
  completed_at timestamptz,
  owner text,
  lease_until timestamptz,
  attempts int not null default 0,
  created_at timestamptz not null default app.now(),
  updated_at timestamptz not null default app.now()
);
create unique index if not exists account_sync_history_one_live on public.account_sync_history (user_id)
  where sync_status in ('queued', 'in_progress');
create index if not exists account_sync_history_claimable on public.account_sync_history (lease_until)
  where sync_status in ('queued', 'in_progress');
create index if not exists account_sync_history_user on public.account_sync_history (user_id, started_at desc);

call app.protect('public.account_sync_history', 'user_id', 'select, insert, update');

-- The worker decides who works on what; what the work is it learns as the user.
drop policy if exists worker_claims on public.account_sync_history;
create policy worker_claims on public.account_sync_history for all to accounts_worker using (true) with check (true);
grant select (id, user_id, sync_status, lease_until, owner, attempts, created_at),
      update (sync_status, phase, owner, lease_until, attempts, updated_at) on public.account_sync_history to accounts_worker;

create table if not exists public.sync_scopes (
  id uuid primary key default gen_random_uuid(),
  run_id uuid not null references public.account_sync_history (id) on delete cascade,
  user_id uuid not null references public.users (id) on delete cascade,
  connection_id uuid not null references public.oauth_tokens (id) on delete cascade,
  kind text not null check (kind in ('ads_accounts', 'profiles', 'managers', 'dsp_advertisers')),
  region text check (region in ('NA', 'EU', 'FE')),
  profile_id text,
  cursor text,
  status text not null default 'pending' check (status in ('pending', 'completed', 'failed')),
  error_code text,
  error_message text,
  listed int not null default 0,
  pages int not null default 0,
  completed_at timestamptz,
  created_at timestamptz not null default app.now(),
  updated_at timestamptz not null default app.now(),
  unique nulls not distinct (run_id, connection_id, kind, region, profile_id)
);
create index if not exists sync_scopes_newest on public.sync_scopes (connection_id, kind, completed_at desc) where status = 'completed';
create index if not exists sync_scopes_resumable on public.sync_scopes (connection_id, kind, updated_at desc) where status = 'failed';

call app.protect('public.sync_scopes', 'user_id', 'select, insert, update');
