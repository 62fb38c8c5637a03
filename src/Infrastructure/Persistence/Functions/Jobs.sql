-- Generated from a migrated database; do not edit. These are the functions as they are now. Only the files in ../Migrations are applied.
-- To regenerate: UPDATE_FUNCTIONS=1 dotnet test --project tests/IntegrationTests --filter-class '*.FunctionSnapshotTests'

CREATE OR REPLACE FUNCTION app.cancel_job(job uuid, person uuid)
 RETURNS boolean
 LANGUAGE sql
AS $function$
  with cancelled as (
    update accounts_internal.jobs j set status = 'cancelled', owner = null, lease_until = null, completed_at = app.now(), updated_at = app.now()
    where j.id = job and j.user_id = person and j.status in ('queued', 'running')
    returning 1
  )
  select exists (select from cancelled)
  $function$;

CREATE OR REPLACE FUNCTION app.claim_jobs(holder text, kinds text[], free integer[], lease interval)
 RETURNS TABLE(id uuid, user_id uuid, kind text, key text, failures integer, fence integer, is_overdue boolean)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
  $function$;

CREATE OR REPLACE FUNCTION app.end_step(job uuid, holder text, held_fence integer, new_status text, due_in interval, new_failures integer, new_code text, new_message text)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  with ended as (
    update accounts_internal.jobs j set status = new_status, due_at = app.now() + due_in, failures = new_failures, owner = null, lease_until = null,
      error_code = new_code, error_message = new_message, updated_at = app.now(),
      completed_at = case when new_status in ('succeeded', 'failed', 'cancelled') then app.now() end
    where j.id = job and j.owner = holder and j.fence = held_fence and j.status = 'running'
    returning 1
  )
  select exists (select from ended)
  $function$;

CREATE OR REPLACE FUNCTION app.enqueue_job(job uuid, person uuid, job_kind text, job_key text, OUT id uuid, OUT is_new boolean)
 RETURNS record
 LANGUAGE plpgsql
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION app.extend_jobs(holder text, ids uuid[], fences integer[], lease interval)
 RETURNS SETOF uuid
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  with mine as (
    select j.id from accounts_internal.jobs j join unnest(ids, fences) as held (id, fence) on held.id = j.id and held.fence = j.fence
    where j.owner = holder and j.status = 'running' order by j.id for update of j
  )
  update accounts_internal.jobs j set lease_until = app.now() + lease from mine where j.id = mine.id
  returning j.id
  $function$;

CREATE OR REPLACE FUNCTION app.notify_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform pg_notify('accounts_changes', new.id::text);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.notify_job()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform pg_notify('accounts_changes', 'jobs');
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.own_job(job uuid, holder text, held_fence integer)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  perform from accounts_internal.jobs j where j.id = job and j.owner = holder and j.fence = held_fence and j.status = 'running' for update;
  if not found then
    raise exception 'The job belongs to another instance or has ended.' using errcode = 'AC001';
  end if;
end $function$;

CREATE OR REPLACE FUNCTION app.release_lease(lease text, holder text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$ update accounts_internal.leases set owner = null, lease_until = null where name = lease and owner = holder $function$;

CREATE OR REPLACE FUNCTION app.sweep_jobs(older_than interval)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$ delete from accounts_internal.jobs where completed_at < app.now() - older_than $function$;

CREATE OR REPLACE FUNCTION app.take_lease(lease text, holder text, duration interval)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  with taken as (
    insert into accounts_internal.leases as l (name, owner, lease_until) values (lease, holder, app.now() + duration)
    on conflict (name) do update set owner = excluded.owner, lease_until = excluded.lease_until
      where l.owner is null or l.owner = excluded.owner or l.lease_until < app.now()
    returning 1
  )
  select exists (select from taken)
  $function$;
