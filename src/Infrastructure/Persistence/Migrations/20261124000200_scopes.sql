-- A run is made of scopes that each list one thing; what a listing has seen is kept until the run is a day old.

alter table public.account_sync_history
  add column if not exists account_types text[] not null default '{advertising,dsp,amc}',
  add column if not exists afresh boolean not null default false;

alter table public.sync_scopes add column if not exists listing_id uuid; -- the scope that began this listing, when an earlier run did
update public.sync_scopes set listing_id = id where listing_id is null;
alter table public.sync_scopes alter listing_id set not null;
drop index if exists public.sync_scopes_newest, public.sync_scopes_resumable;
create index if not exists sync_scopes_completed on public.sync_scopes (connection_id, kind, region, profile_id, completed_at desc) where status = 'completed';
create index if not exists sync_scopes_listing on public.sync_scopes (connection_id, kind, region, profile_id, updated_at desc);

create table if not exists accounts_internal.sync_seen (
  run_id uuid not null,
  scope_id uuid not null, -- the listing's
  user_id uuid not null,
  amazon_id text not null,
  seen_at timestamptz not null default app.now(),
  primary key (scope_id, amazon_id)
);
create index if not exists sync_seen_age on accounts_internal.sync_seen using brin (seen_at);
call app.protect('accounts_internal.sync_seen', 'user_id', 'select, insert');

-- When a login is synced next without anybody asking; null: at the next look.
alter table public.oauth_tokens add column if not exists next_sync_at timestamptz;
create index if not exists oauth_tokens_sync_due on public.oauth_tokens (next_sync_at) where status = 'active';

-- Opens one listing of a run. Where the newest one of the same thing failed within the hour, this one goes on with it.
create or replace function app.open_scope(run public.account_sync_history, connection uuid, scope_kind text, scope_region text, profile text)
  returns void
  language sql volatile
  as $$
  with opened as (select gen_random_uuid() as id),
  before as (
    select s.status, s.cursor, s.listing_id from public.sync_scopes s
    where s.connection_id = connection and s.kind = scope_kind and s.region is not distinct from scope_region
      and s.profile_id is not distinct from profile and s.updated_at > app.now() - interval '1 hour'
    order by s.updated_at desc limit 1
  )
  insert into public.sync_scopes (id, run_id, user_id, connection_id, kind, region, profile_id, cursor, listing_id)
  select opened.id, run.id, run.user_id, connection, scope_kind, scope_region, profile, before.cursor, coalesce(before.listing_id, opened.id)
  from opened left join before on before.status = 'failed' and before.cursor is not null and not run.afresh
  on conflict do nothing
  $$;

-- Queues a run with its first scopes; the agencies' follow from the profiles. No row when the user has a live one already.
create or replace function app.queue_run(
    person uuid, run_trigger text, connections uuid[], types text[], regions text[], from_the_start boolean, again_after interval)
  returns table (id uuid, started_at timestamptz)
  language plpgsql volatile
  as $$
declare
  run public.account_sync_history;
begin
  insert into public.account_sync_history (user_id, connection_ids, sync_type, sync_status, phase, account_types, afresh)
    values (person, connections, run_trigger, 'queued', 'queued', types, from_the_start)
    on conflict (user_id) where sync_status in ('queued', 'in_progress') do nothing
    returning * into run;
  if run.id is null then return; end if;

  perform app.open_scope(run, c.id, k.kind, k.region, null)
  from unnest(connections) as c (id) cross join lateral (
    select 'ads_accounts' as kind, null as region where 'advertising' = any (types)
    union all select 'profiles', r.region from unnest(regions) as r (region) where types && '{advertising,dsp}'
    union all select 'managers', r.region from unnest(regions) as r (region) where 'amc' = any (types)
  ) k;

  -- At once, so that a run which comes to nothing is followed by the next all the same. Jitter keeps logins connected together apart.
  update public.oauth_tokens t set next_sync_at = app.now() + again_after * (0.9 + 0.2 * random())
    where t.id = any (connections) and t.user_id = person;
  return query select run.id, run.started_at;
end $$;

-- Whoever watches a run hears of every change to it, on whichever instance it is worked on.
create or replace function app.tell_sync_run() returns trigger
  language plpgsql
  as $$
begin
  perform pg_notify('accounts_sync', new.id::text);
  return null;
end $$;
drop trigger if exists tell_watchers on public.account_sync_history;
create trigger tell_watchers after update on public.account_sync_history
  for each row when (old.updated_at is distinct from new.updated_at) execute function app.tell_sync_run();

-- Work that is due by the clock. Functions and not grants, so that the worker learns whose turn it is and nothing else.
-- A connection that is claimed is due again in two minutes: queueing its run is what moves it on, and whoever claimed it may die before.
create or replace function app.claim_due_syncs(at_most int)
  returns table (user_id uuid, connection_ids uuid[])
  language sql volatile security definer set search_path = ''
  as $$
  with due as (
    select t.id from public.oauth_tokens t
    where t.status = 'active' and coalesce(t.next_sync_at <= app.now(), true)
      and not exists (select from public.account_sync_history h where h.user_id = t.user_id and h.sync_status in ('queued', 'in_progress'))
    order by t.next_sync_at nulls first limit at_most for update skip locked
  ), taken as (
    update public.oauth_tokens t set next_sync_at = app.now() + interval '2 minutes'
    from due where t.id = due.id
    returning t.user_id, t.id
  )
  select t.user_id, array_agg(t.id) from taken t group by t.user_id
  $$;

create or replace function app.claim_due_accounts(at_most int)
  returns table (user_id uuid, account_id uuid)
  language sql volatile security definer set search_path = ''
  as $$
  with due as (
    select a.id from public.user_accounts a join public.oauth_tokens t on t.id = a.connection_id and t.status = 'active'
    where coalesce(a.next_sync_at <= app.now(), true) and a.status <> 'disconnected' and a.settings ->> 'sync_interval_minutes' ~ '^[0-9]{2,4}$'
    order by a.next_sync_at nulls first limit at_most for update of a skip locked
  )
  update public.user_accounts a
  set next_sync_at = app.now() + make_interval(mins => greatest(15, (a.settings ->> 'sync_interval_minutes')::int))
  from due where a.id = due.id
  returning a.user_id, a.id
  $$;
create index if not exists user_accounts_sync_due on public.user_accounts (next_sync_at) where settings ->> 'sync_interval_minutes' ~ '^[0-9]{2,4}$';

create or replace function app.sweep_sync_seen() returns void
  language sql volatile security definer set search_path = ''
  as $$ delete from accounts_internal.sync_seen where seen_at < app.now() - interval '1 day' $$;

do $$
declare
  job text;
begin
  foreach job in array array['app.claim_due_syncs(int)', 'app.claim_due_accounts(int)', 'app.sweep_sync_seen()'] loop
    execute format('alter function %s owner to accounts_owner', job);
    execute format('revoke all on function %s from public', job);
    execute format('grant execute on function %s to accounts_worker', job);
  end loop;
end $$;

revoke all on function app.open_scope(public.account_sync_history, uuid, text, text, text) from public;
revoke all on function app.queue_run(uuid, text, uuid[], text[], text[], boolean, interval) from public;
grant execute on function app.open_scope(public.account_sync_history, uuid, text, text, text) to accounts_api;
grant execute on function app.queue_run(uuid, text, uuid[], text[], text[], boolean, interval) to accounts_api;
