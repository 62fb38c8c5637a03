-- Who did what. Append-only: no right to change a row for anyone but the owner, and a trigger that refuses even the owner.

create table if not exists public.auth_audit_log (
  id uuid primary key default gen_random_uuid(),
  user_id uuid, -- no foreign key: the log outlives whom it speaks of
  actor jsonb not null default '{}',
  event_type text not null,
  event_status text not null,
  target_type text,
  target_id text,
  error_code text,
  error_message text,
  request_id text,
  trace_id text,
  ip_address inet,
  user_agent text,
  metadata jsonb not null default '{}',
  created_at timestamptz not null default app.now()
);
create index if not exists auth_audit_log_user on public.auth_audit_log (user_id, created_at desc);

create or replace function app.refuse_change() returns trigger
  language plpgsql
  as $$
begin
  raise exception 'The audit log is append-only.' using errcode = 'insufficient_privilege';
end $$;

drop trigger if exists append_only on public.auth_audit_log;
create trigger append_only before update or delete or truncate on public.auth_audit_log
  for each statement execute function app.refuse_change();

call app.protect('public.auth_audit_log', 'user_id', 'select, insert');

-- For readiness: which migration was applied last. The login that asks may read nothing else.
create or replace function app.schema_version() returns text
  language plpgsql stable security definer set search_path = ''
  as $$
begin
  return (select max("MigrationId") from accounts_internal.schema_migrations);
end $$;
