-- Jobs: who works on what, when the next step is due, and how often it failed. Business tables keep the business state.

create table if not exists accounts_internal.jobs (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.users (id) on delete cascade,
  kind text not null,
  key text not null default '',
  status text not null default 'queued' check (status in ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
  due_at timestamptz not null default app.now(),
  give_up_at timestamptz,
  owner text,
  lease_until timestamptz,
  claimed_at timestamptz, -- when the last step began: claims serve users in this order
  fence int not null default 0,
  failures int not null default 0,
  error_code text,
  error_message text,
  created_at timestamptz not null default app.now(),
  updated_at timestamptz not null default app.now(),
  completed_at timestamptz
);
create unique index if not exists jobs_live on accounts_internal.jobs (user_id, kind, key) where status in ('queued', 'running');
create index if not exists jobs_due on accounts_internal.jobs (kind, due_at) where status in ('queued', 'running');
create index if not exists jobs_claimed on accounts_internal.jobs (user_id, kind, claimed_at);
create index if not exists jobs_completed on accounts_internal.jobs (completed_at) where completed_at is not null;

call app.protect('accounts_internal.jobs', 'user_id', 'select, insert, update');

-- Queues a job, or returns the live one of the same user, kind and key.
create or replace function app.enqueue_job(job uuid, person uuid, job_kind text, job_key text, out id uuid, out is_new boolean)
  language plpgsql volatile
  as $$
begin
  loop
    insert into accounts_internal.jobs as j (id, user_id, kind, key) values (job, person, job_kind, job_key)
      on conflict (user_id, kind, key) where status in ('queued', 'running') do nothing
      returning j.id into id;
    is_new := id is not null;
    exit when is_new;
    select j.id into id from accounts_internal.jobs j
      where j.user_id = person and j.kind = job_kind and j.key = job_key and j.status in ('queued', 'running');
    exit when id is not null; -- else the live job has ended in between
  end loop;
end $$;

-- Claims due jobs of these kinds, as many of each as the instance has room for. Users with the fewest running jobs come first, then those whose
-- last step began longest ago, then the job that is due longest. An expired lease means that the owner crashed, which counts as a failure; a job
-- that was handed over has no owner.
create or replace function app.claim_jobs(holder text, kinds text[], free int[], lease interval)
  returns table (id uuid, user_id uuid, kind text, key text, failures int, fence int, is_overdue boolean)
  language sql volatile security definer set search_path = ''
  as $$
  with room as (
    select k.kind, k.free from unnest(kinds, free) as k (kind, free) where k.free > 0
  ), due as materialized (
    select j.id, j.kind, j.user_id, j.due_at, row_number() over (partition by j.kind, j.user_id order by j.due_at, j.id) as place
    from accounts_internal.jobs j join room on room.kind = j.kind
    where j.due_at <= app.now() and (j.status = 'queued' or (j.status = 'running' and coalesce(j.lease_until < app.now(), true)))
  ), waiting as (
    select w.kind, w.user_id,
      (select count(*) from accounts_internal.jobs r
       where r.user_id = w.user_id and r.kind = w.kind and r.status = 'running' and r.lease_until >= app.now()) as running,
      (select max(r.claimed_at) from accounts_internal.jobs r where r.user_id = w.user_id and r.kind = w.kind) as claimed_at
    from (select distinct kind, user_id from due) w
  ), claimed as (
    select c.id from room, lateral (
      select j.id from (
        select due.id, waiting.running + due.place as place, waiting.claimed_at, due.due_at from due join waiting using (kind, user_id)
        where due.kind = room.kind
        order by 2, waiting.claimed_at nulls first, due.due_at, due.id limit room.free * 8 -- more than needed: other instances may lock the first ones
      ) candidate
      join accounts_internal.jobs j using (id)
      where j.due_at <= app.now() and (j.status = 'queued' or (j.status = 'running' and coalesce(j.lease_until < app.now(), true)))
      order by candidate.place, candidate.claimed_at nulls first, candidate.due_at, candidate.id limit room.free
      for update of j skip locked
    ) c
  )
  update accounts_internal.jobs j set
    failures = j.failures + case when j.status = 'running' and j.owner is not null then 1 else 0 end,
    status = 'running', owner = holder, lease_until = app.now() + lease, fence = j.fence + 1, claimed_at = app.now(), updated_at = app.now()
  from claimed where j.id = claimed.id
  returning j.id, j.user_id, j.kind, j.key, j.failures, j.fence, coalesce(j.give_up_at <= app.now(), false)
  $$;

-- Extends leases. Returns the jobs that are still the holder's.
create or replace function app.extend_jobs(holder text, ids uuid[], fences int[], lease interval) returns setof uuid
  language sql volatile security definer set search_path = ''
  as $$
  update accounts_internal.jobs j set lease_until = app.now() + lease
  from unnest(ids, fences) as held (id, fence)
  where j.id = held.id and j.fence = held.fence and j.owner = holder and j.status = 'running'
  returning j.id
  $$;

-- Proves, under the row's lock, that the job is the holder's. First statement of each transaction of a job.
create or replace function app.own_job(job uuid, holder text, held_fence int) returns void
  language plpgsql volatile
  as $$
begin
  perform from accounts_internal.jobs j where j.id = job and j.owner = holder and j.fence = held_fence and j.status = 'running' for update;
  if not found then
    raise exception 'The job belongs to another instance or has ended.' using errcode = 'AC001';
  end if;
end $$;

-- Ends a step. Changes nothing if the job is no longer the holder's.
create or replace function app.end_step(
    job uuid, holder text, held_fence int, new_status text, due_in interval, new_failures int, new_code text, new_message text)
  returns boolean
  language sql volatile security definer set search_path = ''
  as $$
  with ended as (
    update accounts_internal.jobs j set status = new_status, due_at = app.now() + due_in, failures = new_failures, owner = null, lease_until = null,
      error_code = new_code, error_message = new_message, updated_at = app.now(),
      completed_at = case when new_status in ('succeeded', 'failed', 'cancelled') then app.now() end
    where j.id = job and j.owner = holder and j.fence = held_fence and j.status = 'running'
    returning 1
  )
  select exists (select from ended)
  $$;

-- Ends a live job. Its owner's further writes are refused.
create or replace function app.cancel_job(job uuid, person uuid) returns boolean
  language sql volatile
  as $$
  with cancelled as (
    update accounts_internal.jobs j set status = 'cancelled', owner = null, lease_until = null, completed_at = app.now(), updated_at = app.now()
    where j.id = job and j.user_id = person and j.status in ('queued', 'running')
    returning 1
  )
  select exists (select from cancelled)
  $$;

-- Deletes jobs that ended longer ago than this.
create or replace function app.sweep_jobs(older_than interval) returns void
  language sql volatile security definer set search_path = ''
  as $$ delete from accounts_internal.jobs where completed_at < app.now() - older_than $$;

-- Wakes the workers of all instances.
create or replace function app.notify_job() returns trigger
  language plpgsql
  as $$
begin
  perform pg_notify('accounts_changes', 'jobs');
  return null;
end $$;
drop trigger if exists notify_workers on accounts_internal.jobs;
create trigger notify_workers after insert on accounts_internal.jobs for each statement execute function app.notify_job();

-- Notifies the subscribers of a sync run, on whichever instance they are.
create or replace function app.notify_change() returns trigger
  language plpgsql
  as $$
begin
  perform pg_notify('accounts_changes', new.id::text);
  return null;
end $$;
drop trigger if exists tell_watchers on public.account_sync_history;
drop trigger if exists notify_subscribers on public.account_sync_history;
create trigger notify_subscribers after update on public.account_sync_history
  for each row when (old.updated_at is distinct from new.updated_at) execute function app.notify_change();
drop function if exists app.tell_sync_run();

call accounts_internal.lend_to_worker('{claim_jobs,extend_jobs,end_step,sweep_jobs}');
do $$
declare
  lent regprocedure;
begin
  for lent in select p.oid from pg_proc p where p.pronamespace = 'app'::regnamespace and p.proname in ('enqueue_job', 'own_job', 'cancel_job') loop
    execute format('revoke all on function %s from public', lent);
    execute format('grant execute on function %s to accounts_api', lent);
  end loop;
end $$;
