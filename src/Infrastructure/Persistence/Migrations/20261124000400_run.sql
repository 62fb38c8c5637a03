-- What an owner of a run does to it. Each is one call: it first proves, under the row's lock, that the run is still the caller's, and then
-- everything it stores is stored together or not at all. Being plpgsql, each statement inside sees what was committed while it waited.

create or replace function app.own_run(run uuid, holder text, attempt int) returns public.account_sync_history
  language sql volatile
  as $$
  select r from public.account_sync_history r
  where r.id = run and r.owner = holder and r.attempts = attempt and r.sync_status = 'in_progress' for update
  $$;

-- A page: its rows, what it has seen, the scope's next place, the progress. False when the run is not the caller's any more.
--   rows   what the listing's store function reads; for managers {"managers": …, "links": …, "accounts": …}
--   seen   the ids of everything on the page, rows and links
create or replace function app.store_page(
    run uuid, holder text, attempt int, scope uuid, rows jsonb, seen text[], skipped int, next_cursor text)
  returns boolean
  language plpgsql volatile
  as $$
declare
  r public.account_sync_history := app.own_run(run, holder, attempt);
  s public.sync_scopes;
  agency text;
  listed_now int := 0;
  created int := 0;
  updated int := 0;
begin
  if r.id is null then return false; end if;
  select * into s from public.sync_scopes t where t.id = scope and t.run_id = run and t.status = 'pending';
  if s.id is null then return true; end if;

  insert into accounts_internal.sync_seen (run_id, scope_id, user_id, amazon_id)
    select run, s.listing_id, r.user_id, a.id from unnest(seen) as a (id) on conflict do nothing;

  case s.kind
    when 'ads_accounts' then
      listed_now := jsonb_array_length(rows);
      select * into created, updated from app.store_accounts(r.user_id, s.connection_id, rows);
    when 'profiles' then
      perform app.store_profiles(r.user_id, s.connection_id, s.region, rows);
      perform app.open_scope(r, s.connection_id, 'dsp_advertisers', s.region, a.id)
        from jsonb_to_recordset(rows) as a (id text, is_dsp_entity boolean)
        join public.account_profiles p on p.user_id = r.user_id and p.profile_id = a.id and p.connection_id = s.connection_id
        where a.is_dsp_entity and 'dsp' = any (r.account_types);
    when 'dsp_advertisers' then
      listed_now := jsonb_array_length(rows);
      select p.entity_id into agency from public.account_profiles p where p.user_id = r.user_id and p.profile_id = s.profile_id;
      select * into created, updated from app.store_held_accounts(r.user_id, s.connection_id, 'dsp', s.region, s.profile_id, agency, rows);
      perform app.store_links(r.user_id, 'agency_profile',
        (select coalesce(jsonb_agg(jsonb_build_object('parent', s.profile_id, 'child', a ->> 'id')), '[]') from jsonb_array_elements(rows) as a));
    when 'managers' then
      listed_now := jsonb_array_length(rows -> 'accounts');
      perform app.store_managers(r.user_id, s.connection_id, s.region, rows -> 'managers');
      perform app.store_links(r.user_id, 'manager_link', (
        select coalesce(jsonb_agg(l), '[]') from jsonb_array_elements(rows -> 'links') as l
        join public.manager_accounts m on m.user_id = r.user_id and m.manager_account_id = l ->> 'parent' and m.connection_id = s.connection_id));
      select * into created, updated from app.store_held_accounts(r.user_id, s.connection_id, 'amc', s.region, null, null, rows -> 'accounts');
  end case;

  update public.sync_scopes t set cursor = next_cursor, listed = t.listed + listed_now, pages = t.pages + 1, updated_at = app.now(),
    status = case when next_cursor is null then 'completed' else 'pending' end,
    completed_at = case when next_cursor is null then app.now() end
  where t.id = s.id;
  update public.account_sync_history h set updated_at = app.now(), progress = app.add_progress(h.progress, jsonb_build_object(
    'pages_done', 1, 'accounts_seen', listed_now, 'created', created, 'updated', updated, 'unchanged', listed_now - created - updated, 'failed', skipped))
  where h.id = run;
  return true;
end $$;

create or replace function app.add_progress(done jsonb, more jsonb) returns jsonb
  language sql immutable
  as $$
  select jsonb_object_agg(name, coalesce((done ->> name)::int, 0) + coalesce((more ->> name)::int, 0))
  from unnest('{pages_done,accounts_seen,created,updated,unchanged,deactivated,failed}'::text[]) as name
  $$;

-- What a complete listing has not seen. Once may be a slip of paging, twice is gone: accounts become inactive, what only hangs together
-- with them is forgotten. Returns how many accounts became inactive.
create or replace function app.count_missing(run public.account_sync_history) returns int
  language plpgsql volatile
  as $$
declare
  deactivated int;
begin
  with missing as (
    update public.user_accounts a set missed_listings = a.missed_listings + 1, missing_since = coalesce(a.missing_since, app.now()), updated_at = app.now(),
      status = case when a.missed_listings >= 1 and a.status <> 'disconnected' then 'inactive' else a.status end
    from public.sync_scopes s
    where s.run_id = run.id and a.user_id = run.user_id and a.connection_id = s.connection_id and a.missed_listings < 2
      and case s.kind
            when 'ads_accounts' then a.account_type = 'advertising'
            when 'profiles' then a.account_type = 'dsp' and a.region = s.region -- an agency that is gone takes its advertisers along
            when 'dsp_advertisers' then a.account_type = 'dsp' and a.profile_id = s.profile_id
            when 'managers' then a.account_type = 'amc' and a.region = s.region and not exists ( -- fifty links are not all links
              select from public.manager_accounts m
              where m.user_id = run.user_id and m.region = s.region and not m.links_complete)
          end
      and not exists (
        select from accounts_internal.sync_seen seen
        where seen.scope_id = s.listing_id and seen.amazon_id = case s.kind when 'profiles' then a.profile_id else a.amazon_account_id end)
    returning a.status
  )
  select count(*) filter (where status = 'inactive') into deactivated from missing;

  update public.account_profiles p set missed_listings = p.missed_listings + 1, updated_at = app.now()
  from public.sync_scopes s
  where s.run_id = run.id and s.kind = 'profiles' and p.user_id = run.user_id and p.connection_id = s.connection_id and p.region = s.region
    and not exists (select from accounts_internal.sync_seen seen where seen.scope_id = s.listing_id and seen.amazon_id = p.profile_id);

  update public.manager_accounts m set missed_listings = m.missed_listings + 1, updated_at = app.now()
  from public.sync_scopes s
  where s.run_id = run.id and s.kind = 'managers' and m.user_id = run.user_id and m.connection_id = s.connection_id and m.region = s.region
    and not exists (select from accounts_internal.sync_seen seen where seen.scope_id = s.listing_id and seen.amazon_id = m.manager_account_id);

  update public.account_relationships r set missed_listings = r.missed_listings + 1, updated_at = app.now()
  from public.sync_scopes s
  left join public.manager_accounts m on s.kind = 'managers' and m.user_id = run.user_id and m.connection_id = s.connection_id
    and m.region = s.region and m.links_complete
  where s.run_id = run.id and r.user_id = run.user_id
    and ((s.kind = 'managers' and r.relationship_type = 'manager_link' and r.parent_key = m.manager_account_id)
      or (s.kind = 'dsp_advertisers' and r.relationship_type = 'agency_profile' and r.parent_key = s.profile_id))
    and not exists (
      select from accounts_internal.sync_seen seen where seen.scope_id = s.listing_id
        and seen.amazon_id = case s.kind when 'managers' then r.parent_key || '>' || r.child_key else r.child_key end);

  delete from public.account_profiles where user_id = run.user_id and missed_listings >= 2;
  delete from public.manager_accounts where user_id = run.user_id and missed_listings >= 2;
  delete from public.account_relationships r where r.user_id = run.user_id and r.parent_key is not null and (r.missed_listings >= 2
    or not exists (select from public.manager_accounts m where m.user_id = run.user_id and m.manager_account_id = r.parent_key
                   union all select from public.account_profiles p where p.user_id = run.user_id and p.profile_id = r.parent_key));
  return deactivated;
end $$;

-- Joins what was listed apart, whichever came first: accounts with the profiles in their countries, links with the rows they lead to.
-- Hash joins throughout: the rows are so new that the planner has no idea of their number, and nested loops over them take minutes.
create or replace function app.join_listed(person uuid) returns void
  language plpgsql volatile set enable_nestloop = off
  as $$
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
end $$;

-- Ends a run as its scopes ended: all well, some, or none. Only after all went well is anything counted as missing.
create or replace function app.finish_run(run uuid, holder text, attempt int) returns boolean
  language plpgsql volatile
  as $$
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

  if ended.all_well then deactivated := app.count_missing(r); end if;
  perform app.join_listed(r.user_id);
  update public.account_sync_history h set
    sync_status = case when ended.all_well then 'success' when ended.something then 'partial' else 'failed' end,
    error_details = ended.errors, phase = 'done', completed_at = app.now(), updated_at = app.now(), owner = null, lease_until = null,
    progress = app.add_progress(h.progress, jsonb_build_object('deactivated', deactivated))
  where h.id = run;
  return true;
end $$;

do $$
declare
  step regprocedure;
begin
  for step in
    select p.oid from pg_proc p where p.pronamespace = 'app'::regnamespace and p.proname in ('profile_facts', 'store_accounts', 'store_profiles',
      'store_held_accounts', 'store_links', 'store_managers', 'own_run', 'store_page', 'add_progress', 'count_missing', 'join_listed', 'finish_run')
  loop
    execute format('revoke all on function %s from public', step);
    execute format('grant execute on function %s to accounts_api', step);
  end loop;
end $$;
