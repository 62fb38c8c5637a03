-- People. A row appears at a person's first verified request; deleted_at is a tombstone that keeps it from coming back.

create table if not exists public.users (
  id uuid primary key default gen_random_uuid(),
  clerk_user_id text not null unique,
  email text,
  first_name text,
  last_name text,
  profile_image_url text,
  last_login_at timestamptz,
  clerk_updated_at timestamptz,
  deleted_at timestamptz,
  created_at timestamptz not null default app.now(),
  updated_at timestamptz not null default app.now()
);

call app.protect('public.users', 'id', 'select, update');

-- The worker finds out whose token it holds, and registers newcomers; it sees no more of a person than that.
drop policy if exists worker_resolves on public.users;
create policy worker_resolves on public.users for select to accounts_worker using (true);
drop policy if exists worker_registers on public.users;
create policy worker_registers on public.users for insert to accounts_worker with check (deleted_at is null);
grant select (id, clerk_user_id, deleted_at), insert (id, clerk_user_id, last_login_at) on public.users to accounts_worker;
