-- Generated from a migrated database; do not edit. These are the functions as they are now. Only the files in ../Migrations are applied.
-- To regenerate: UPDATE_FUNCTIONS=1 dotnet test --project tests/IntegrationTests --filter-class '*.FunctionSnapshotTests'

CREATE OR REPLACE FUNCTION app.claim_due_syncs(at_most integer)
 RETURNS TABLE(user_id uuid, connection_ids uuid[])
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
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
  $function$;

CREATE OR REPLACE FUNCTION app.finish_run(run uuid, holder text, attempt integer)
 RETURNS boolean
 LANGUAGE plpgsql
 SET jit TO 'off'
AS $function$
declare
  r public.account_sync_history := app.own_run(run, holder, attempt);
  ended record;
  deactivated int := 0;
begin
  if r.id is null then return false; end if;
  select bool_and(s.status = 'completed') as all_well, bool_or(s.pages > 0) as something,
         jsonb_agg(jsonb_build_object('scope', s.kind, 'region', s.region, 'profile_id', s.profile_id, 'code', s.error_code, 'message', s.error_message))
           filter (where s.status = 'failed') as errors
    into ended from public.sync_scopes s where s.run_id = run;

  if ended.all_well then deactivated := app.count_missing(r, 2); end if;
  perform app.join_listed(r.user_id);
  update public.account_sync_history h set
    sync_status = case when ended.all_well then 'success' when ended.something then 'partial' else 'failed' end,
    error_details = ended.errors, phase = 'done', completed_at = app.now(), updated_at = app.now(), owner = null, lease_until = null,
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

CREATE OR REPLACE FUNCTION app.open_scope(run account_sync_history, connection uuid, scope_kind text, scope_region text, profile text)
 RETURNS void
 LANGUAGE sql
AS $function$
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
  $function$;

CREATE OR REPLACE FUNCTION app.own_run(run uuid, holder text, attempt integer)
 RETURNS account_sync_history
 LANGUAGE sql
AS $function$
  select r from public.account_sync_history r
  where r.id = run and r.owner = holder and r.attempts = attempt and r.sync_status = 'in_progress' for update
  $function$;

CREATE OR REPLACE FUNCTION app.queue_run(person uuid, run_trigger text, connections uuid[], types text[], regions text[], from_the_start boolean, again_after interval)
 RETURNS TABLE(id uuid, started_at timestamp with time zone)
 LANGUAGE plpgsql
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION app.sweep_sync_seen()
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$ delete from accounts_internal.sync_seen where seen_at < app.now() - interval '1 day' $function$;

CREATE OR REPLACE FUNCTION app.tell_sync_run()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform pg_notify('accounts_sync', new.id::text);
  return null;
end $function$;
