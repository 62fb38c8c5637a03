-- What else the Python service kept. Its settings, relationships and logs stay in their tables, each row under its user.

-- Values an operator may change without a restart.
create table if not exists accounts_internal.application_config (
  key text primary key,
  value text,
  description text,
  is_encrypted boolean not null default false,
  created_at timestamptz not null default app.now(),
  updated_at timestamptz not null default app.now()
);
alter table accounts_internal.application_config owner to accounts_owner;

do $$
begin
  if to_regclass('public.application_config') is not null then
    -- A value here beats the settings, and the old one is that of a service that renewed tokens differently.
    insert into accounts_internal.legacy_leftovers (table_name, row, reason)
      select 'application_config', to_jsonb(c), 'the refresh buffer is ours to choose' from public.application_config c where key = 'oauth_token_refresh_buffer';
    insert into accounts_internal.application_config (key, value, description, is_encrypted, created_at, updated_at)
      select key, value, description, coalesce(is_encrypted, false), coalesce(created_at, app.now()), coalesce(updated_at, app.now())
      from public.application_config where key <> 'oauth_token_refresh_buffer'
      on conflict (key) do nothing;
    drop table public.application_config;
  end if;

  -- Whoever was at it is gone.
  if accounts_internal.lacks('public.dsp_seats_sync_log', 'user_id') then
    update public.dsp_seats_sync_log set sync_status = 'failed', completed_at = coalesce(completed_at, app.now()),
      error_message = coalesce(error_message, 'The run was under way when the service was replaced.')
    where sync_status in ('pending', 'in_progress');
  end if;

  if to_regclass('public.rate_limit_tracking') is not null then
    insert into accounts_internal.legacy_leftovers (table_name, row, reason)
      select 'rate_limit_tracking', to_jsonb(r), 'nothing reads it' from public.rate_limit_tracking r;
    drop table public.rate_limit_tracking;
  end if;
end $$;

-- Each of these belongs to the user of the account it speaks of.
create or replace procedure accounts_internal.keep_legacy(target text, links text[])
  language plpgsql
  as $$
declare
  strangers uuid[];
  known text := (select string_agg(format('a%s.user_id = t.user_id', place), ' and ') from unnest(links) with ordinality as l (link, place));
  joined text := (select string_agg(format('left join public.user_accounts a%s on a%s.id::text = t.%I::text', place, place, link), ' ')
                  from unnest(links) with ordinality as l (link, place));
begin
  if to_regclass(target) is null or (select pg_get_userbyid(relowner) = 'accounts_owner' from pg_class where oid = to_regclass(target)) then
    return;
  end if;

  call accounts_internal.disarm(target);
  execute format('alter table %s add column if not exists user_id uuid', target);
  if joined is not null then
    execute format('update %s t set user_id = a.user_id from public.user_accounts a where a.id::text = t.%I::text', target, links[1]);
  else
    joined := '';
    known := 'true';
  end if;
  execute format('select array_agg(t.id) from %s t %s left join public.users u on u.id = t.user_id where u.id is null or (%s) is not true',
                 target, joined, known) into strangers;
  call accounts_internal.set_aside(target::regclass, strangers, 'an account or user of it does not exist, or they belong to different users');

  execute format('alter table %s alter user_id set not null, drop constraint if exists kept_for_user', target);
  execute format('alter table %s add constraint kept_for_user foreign key (user_id) references public.users (id) on delete cascade', target);
  call app.protect(target, 'user_id', 'select');
end $$;
revoke all on procedure accounts_internal.keep_legacy(text, text[]) from public;

call accounts_internal.keep_legacy('public.user_settings', '{}');
call accounts_internal.keep_legacy('public.account_relationships', '{parent_account_id, child_account_id}');
call accounts_internal.keep_legacy('public.amc_instance_accounts', '{amc_account_id, source_account_id}');
call accounts_internal.keep_legacy('public.dsp_seats_sync_log', '{user_account_id}');

-- Functions for those triggers that we have dropped, unless another table uses them too.
do $$
declare
  unused text;
begin
  foreach unused in array array['update_updated_at_column', 'ensure_single_default_account', 'update_last_managed_at'] loop
    begin
      execute format('drop function if exists public.%I()', unused);
    exception when dependent_objects_still_exist then null;
    end;
  end loop;
end $$;

-- A function with its owner's rights would be a way around all of the above.
do $$
declare
  way_in regprocedure;
  outsider text;
begin
  for way_in in
    select p.oid from pg_proc p
    where p.pronamespace = 'public'::regnamespace and p.prosecdef and pg_has_role(p.proowner, 'accounts_owner', 'usage')
      and p.prosrc ~ '\m(oauth_tokens|user_accounts|auth_audit_log|account_sync_history|user_settings|public\.users|from users|join users)\M'
  loop
    execute format('revoke all on routine %s from public', way_in);
    for outsider in select rolname from pg_roles where rolname in ('anon', 'authenticated') loop
      execute format('revoke all on routine %s from %I', way_in, outsider);
    end loop;
  end loop;
end $$;
