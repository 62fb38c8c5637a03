-- Generated from a migrated database; do not edit. These are the functions as they are now. Only the files in ../Migrations are applied.
-- To regenerate: UPDATE_FUNCTIONS=1 dotnet test --project tests/IntegrationTests --filter-class '*.FunctionSnapshotTests'

CREATE OR REPLACE FUNCTION app.abort_run(run uuid, outcome text, errors jsonb)
 RETURNS void
 LANGUAGE sql
AS $function$
  update public.account_sync_history h set sync_status = outcome, error_details = errors, phase = 'done', completed_at = app.now(),
      updated_at = app.now()
    where h.id = run and h.sync_status = 'in_progress'
$function$;

CREATE OR REPLACE FUNCTION app.begin_run(run uuid)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
begin
  update public.account_sync_history h set sync_status = 'in_progress', phase = 'listing', updated_at = app.now()
    where h.id = run and h.sync_status = 'queued';
  return exists (select from public.account_sync_history h where h.id = run and h.sync_status = 'in_progress');
end $function$;

CREATE OR REPLACE FUNCTION app.cancel_run(run uuid, person uuid)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
begin
  perform app.cancel_job(run, person);
  update public.account_sync_history h set sync_status = 'cancelled', phase = 'done', completed_at = app.now(), updated_at = app.now()
    where h.id = run and h.user_id = person and h.sync_status in ('queued', 'in_progress');
  return found;
end $function$;

CREATE OR REPLACE FUNCTION app.claim_due_syncs(at_most integer, claim_for interval, feature text DEFAULT NULL::text, enabled_below bigint DEFAULT NULL::bigint)
 RETURNS TABLE(user_id uuid, connection_ids uuid[])
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  with due as (
    select t.id from public.oauth_tokens t
    where t.status = 'active' and coalesce(t.next_sync_at <= app.now(), true)
      and (enabled_below is null or app.rollout_place(feature, t.user_id) < enabled_below)
      and not exists (select from public.account_sync_history h where h.user_id = t.user_id and h.sync_status in ('queued', 'in_progress'))
    order by t.next_sync_at nulls first limit at_most for update skip locked
  ), taken as (
    update public.oauth_tokens t set next_sync_at = app.now() + claim_for
    from due where t.id = due.id
    returning t.user_id, t.id
  )
  select t.user_id, array_agg(t.id) from taken t group by t.user_id
  $function$;

CREATE OR REPLACE FUNCTION app.fail_scope(run uuid, scope uuid, code text, message text)
 RETURNS void
 LANGUAGE sql
AS $function$
  update public.sync_scopes s set status = 'failed', error_code = code, error_message = message, updated_at = app.now()
  where s.id = scope and s.run_id = run and s.status = 'pending'
$function$;

CREATE OR REPLACE FUNCTION app.finish_run(run uuid, outcome text, errors jsonb, missing_after integer, decided_on jsonb)
 RETURNS boolean
 LANGUAGE plpgsql
 SET jit TO 'off'
AS $function$
declare
  r public.account_sync_history;
  deactivated int := 0;
begin
  select * into r from public.account_sync_history h where h.id = run and h.sync_status = 'in_progress' for update;
  if r.id is null then return true; end if;
  if decided_on is distinct from (select coalesce(jsonb_object_agg(s.id, s.status), '{}') from public.sync_scopes s where s.run_id = run) then
    return false;
  end if;

  if missing_after is not null then deactivated := app.count_missing(r, missing_after); end if;
  perform app.join_listed(r.user_id);
  update public.account_sync_history h set
    sync_status = outcome, error_details = errors, phase = 'done', completed_at = app.now(), updated_at = app.now(),
    progress = app.add_progress(h.progress, jsonb_build_object('deactivated', deactivated))
  where h.id = run;
  return true;
end $function$;

CREATE OR REPLACE FUNCTION app.join_listed(person uuid)
 RETURNS void
 LANGUAGE plpgsql
 SET enable_nestloop TO 'off'
AS $function$
begin
  with identities as (
    select a.id, i ->> 'countryCode' as country, i ->> 'profileId' as profile, i ->> 'entityId' as entity
    from public.user_accounts a cross join lateral jsonb_array_elements(a.metadata -> 'alternate_ids') as i
    where a.user_id = person and a.account_type = 'advertising'
      and exists (select from public.account_profiles p where p.user_id = person and p.account_id is null and p.profile_type is distinct from 'agency')
  ), matched as ( -- by the profile, and where an account names none, by the entity
    select p.id, i.id as account from public.account_profiles p join identities i on i.profile = p.profile_id where p.user_id = person
    union all
    select p.id, i.id from public.account_profiles p join identities i on i.entity = p.entity_id and i.country = p.country_code and i.profile is null
    where p.user_id = person
  )
  update public.account_profiles p set account_id = m.account, updated_at = app.now()
  from matched m
  where p.id = m.id and p.account_id is null and p.profile_type is distinct from 'agency';

  update public.user_accounts a set metadata = a.metadata || app.profile_facts(p), updated_at = app.now()
  from public.account_profiles p
  where a.user_id = person and a.account_type = 'advertising' and p.user_id = person and p.profile_id = a.profile_id
    and not a.metadata @> app.profile_facts(p);

  update public.account_relationships r set child_account_id = a.id, updated_at = app.now()
  from public.user_accounts a
  where r.user_id = person and r.child_account_id is null and r.parent_key is not null and a.user_id = person and a.amazon_account_id = r.child_key;

  update public.account_relationships r set child_account_id = p.account_id, updated_at = app.now()
  from public.account_profiles p
  where r.user_id = person and r.child_account_id is null and r.relationship_type = 'manager_link'
    and p.user_id = person and p.profile_id = r.child_key and p.account_id is not null;
end $function$;

CREATE OR REPLACE FUNCTION app.open_scopes(run account_sync_history, scopes jsonb)
 RETURNS void
 LANGUAGE sql
AS $function$
  with planned as (
    select gen_random_uuid() as id, p.*
    from jsonb_to_recordset(scopes) as p (connection_id uuid, kind text, region text, profile_id text, resume_from uuid)
  )
  insert into public.sync_scopes (id, run_id, user_id, connection_id, kind, region, profile_id, cursor, listing_id)
  select p.id, (run).id, (run).user_id, p.connection_id, p.kind, p.region, p.profile_id, earlier.cursor, coalesce(earlier.listing_id, p.id)
  from planned p
  left join lateral (
    select s.cursor, s.listing_id from public.sync_scopes s
    where s.id = p.resume_from and s.status = 'failed' and not exists (
      select from public.sync_scopes newer
      where newer.connection_id = s.connection_id and newer.kind = s.kind and newer.region is not distinct from s.region
        and newer.profile_id is not distinct from s.profile_id and newer.updated_at > s.updated_at)
  ) earlier on true
  on conflict do nothing
  $function$;

CREATE OR REPLACE FUNCTION app.queue_run(person uuid, run_trigger text, connections uuid[], types text[], scopes jsonb, from_the_start boolean, again_after interval, run_id uuid DEFAULT gen_random_uuid(), OUT id uuid, OUT started_at timestamp with time zone, OUT is_new boolean)
 RETURNS record
 LANGUAGE plpgsql
AS $function$
declare
  run public.account_sync_history;
begin
  loop
    insert into public.account_sync_history (id, user_id, connection_ids, sync_type, sync_status, phase, account_types, afresh)
      values (run_id, person, connections, run_trigger, 'queued', 'queued', types, from_the_start)
      on conflict (user_id) where sync_status in ('queued', 'in_progress') do nothing
      returning * into run;
    is_new := run.id is not null;
    exit when is_new;
    select * into run from public.account_sync_history h where h.user_id = person and h.sync_status in ('queued', 'in_progress');
    exit when run.id is not null; -- else the live run has ended in between
  end loop;
  id := run.id;
  started_at := run.started_at;
  if not is_new then return; end if;

  -- A run ends before its job does. The worker of the previous one finds its job ended and leaves it alone.
  update accounts_internal.jobs j set status = 'succeeded', owner = null, lease_until = null, completed_at = app.now(), updated_at = app.now()
    where j.user_id = person and j.kind = 'sync' and j.key = '' and j.status in ('queued', 'running');
  insert into accounts_internal.jobs (id, user_id, kind) values (run.id, person, 'sync');
  perform app.open_scopes(run, scopes);
  -- In this transaction, so that the next run follows even if this one never ends.
  update public.oauth_tokens t set next_sync_at = app.now() + again_after where t.id = any (connections) and t.user_id = person;
end $function$;

CREATE OR REPLACE FUNCTION app.record_scope_failure(run uuid, scope uuid, code text, message text, at_most integer)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
declare
  recorded text;
begin
  update public.sync_scopes s set failures = s.failures + 1, error_code = code, error_message = message, updated_at = app.now(),
      status = case when s.failures + 1 >= at_most then 'failed' else s.status end
    where s.id = scope and s.run_id = run and s.status = 'pending' returning s.status into recorded;
  update public.account_sync_history h set updated_at = app.now() where h.id = run; -- notifies those who watch the run
  return coalesce(recorded = 'pending', false);
end $function$;

CREATE OR REPLACE FUNCTION app.sweep_sync_seen(keep_for interval)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$ delete from accounts_internal.sync_seen where seen_at < app.now() - keep_for $function$;
