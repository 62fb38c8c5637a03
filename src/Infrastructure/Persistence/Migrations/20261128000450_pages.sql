-- The end of a run calls the functions of the kind of listing by name, as app.store_page does. The check constraint of sync_scopes.kind is the list of kinds.

-- Counts what the complete listings of a run lack. Once may be a slip of paging; after "times" in a row an account becomes inactive, and what
-- only belongs to accounts is deleted. Returns how many accounts became inactive.
create or replace function app.count_missing(run public.account_sync_history, times int) returns int
  language plpgsql volatile set enable_nestloop = off
  as $$
declare
  listing text;
  lacked uuid[];
  missing uuid[] := '{}';
  deactivated int;
begin
  for listing in select distinct s.kind from public.sync_scopes s where s.run_id = run.id order by s.kind loop
    execute format('select coalesce(array_agg(id), ''{}'') from app.%I($1, $2) as id', 'missing_' || listing) into lacked using run, times;
    missing := missing || lacked;
  end loop;

  with counted as (
    update public.user_accounts a set missed_listings = a.missed_listings + 1, missing_since = coalesce(a.missing_since, app.now()), updated_at = app.now(),
      status = case when a.missed_listings + 1 >= times and a.status <> 'disconnected' then 'inactive' else a.status end
    where a.user_id = run.user_id and a.id in (select unnest(missing))
    returning a.status
  )
  select count(*) filter (where status = 'inactive') into deactivated from counted;

  delete from public.account_relationships r where r.user_id = run.user_id and r.parent_key is not null and (r.missed_listings >= times
    or not exists (select from public.manager_accounts m where m.user_id = run.user_id and m.manager_account_id = r.parent_key
                   union all select from public.account_profiles p where p.user_id = run.user_id and p.profile_id = r.parent_key));
  return deactivated;
end $$;

-- The signatures that these replace. No version of the service has been released with them, so no running instance calls them.
drop function if exists app.count_missing(public.account_sync_history);
drop function if exists app.store_profiles(uuid, uuid, text, jsonb);
drop function if exists app.store_managers(uuid, uuid, text, jsonb);

call accounts_internal.open_to_api('{count_missing}');
