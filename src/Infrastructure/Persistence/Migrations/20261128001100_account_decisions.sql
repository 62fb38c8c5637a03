-- What a user decides about an account: settings, default, disconnect. A sync writes none of these columns except the status of an account that is connected.
alter table public.user_accounts
  add column if not exists version int not null default 0, -- incremented by each decision, not by a sync
  add column if not exists display_name text not null generated always as (coalesce(nullif(settings ->> 'account_name_override', ''), account_name)) stored;

create index if not exists user_accounts_by_display_name on public.user_accounts (user_id, display_name, id);
create index if not exists user_accounts_by_type on public.user_accounts (user_id, account_type, display_name, id);
create index if not exists user_accounts_with_errors on public.user_accounts (user_id, display_name, id) where metadata -> 'errors' <> '{}'::jsonb;
create index if not exists user_accounts_tags on public.user_accounts using gin ((settings -> 'tags') jsonb_path_ops);
drop index if exists public.user_accounts_by_name, public.user_accounts_kind, public.user_accounts_errors;

-- A new default account replaces the previous one. The lock comes first, so that the second of two concurrent requests sees the account of the first.
create or replace function app.keep_one_default() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtext('default account'), hashtext(new.user_id::text));
  update public.user_accounts a set is_default = false, version = a.version + 1, updated_at = app.now()
  where a.user_id = new.user_id and a.is_default and a.id <> new.id;
  return new;
end $$;
alter function app.keep_one_default() owner to accounts_owner;
revoke all on function app.keep_one_default() from public;

drop trigger if exists one_default on public.user_accounts;
create trigger one_default before update of is_default on public.user_accounts
  for each row when (new.is_default and not old.is_default) execute function app.keep_one_default();

create or replace function app.enqueue_due_accounts(at_most integer, minimum_interval interval)
 returns void language sql security definer set search_path to '' as $$
  with due as (
    select a.id from public.user_accounts a
    join public.oauth_tokens t on t.id = a.connection_id and t.status = 'active'
    join public.users u on u.id = a.user_id and u.deleted_at is null
    where coalesce(a.next_sync_at <= app.now(), true) and a.status <> 'disconnected'
      and a.settings ->> 'sync_interval_minutes' ~ '^[0-9]{2,4}$' and a.settings ->> 'auto_sync' is distinct from 'false'
    order by a.next_sync_at nulls first limit at_most for update of a skip locked for key share of u skip locked
  ), taken as (
    update public.user_accounts a
    set next_sync_at = app.now() + greatest(minimum_interval, make_interval(mins => (a.settings ->> 'sync_interval_minutes')::int))
    from due where a.id = due.id
    returning a.user_id, a.id
  )
  insert into accounts_internal.jobs (user_id, kind, key)
  select taken.user_id, 'account_refresh', taken.id::text from taken
  on conflict (user_id, kind, key) where status in ('queued', 'running') do nothing
$$;
