-- Roles, schemas and the functions every policy leans on. Safe to run again.

do $$
declare
  wanted text;
begin
  foreach wanted in array array['accounts_owner', 'accounts_api', 'accounts_worker'] loop
    if not exists (select from pg_roles where rolname = wanted) then
      begin
        execute format('create role %I nologin', wanted);
      exception
        when duplicate_object or unique_violation then null; -- roles are cluster-wide: another database's migration was first
        when insufficient_privilege then
          raise exception 'Role % is missing and this login may not create it.', wanted
            using hint = format('Ask an administrator to run: create role %I nologin', wanted);
      end;
    end if;
  end loop;
end $$;

-- Changing a table's owner takes membership in the new owner. (From PostgreSQL 16 on whoever creates a role is its member by name only.)
do $$
begin
  if not pg_has_role(current_user, 'accounts_owner', 'usage') then
    execute format('grant accounts_owner to %I', current_user);
  end if;
end $$;

create schema if not exists app;
create schema if not exists accounts_internal;
grant usage on schema app, accounts_internal to accounts_owner, accounts_api, accounts_worker;
grant usage on schema public to accounts_owner, accounts_api, accounts_worker;
grant create on schema public, app, accounts_internal to accounts_owner;

-- The one clock of every decision that two instances may take.
create or replace function app.now() returns timestamptz
  language sql volatile parallel safe
  as $$ select clock_timestamp() $$;

-- After a transaction the setting is '' and not null on that session, hence nullif.
create or replace function app.current_user_id() returns uuid
  language sql stable parallel safe
  as $$ select nullif(current_setting('app.user_id', true), '')::uuid $$;

grant execute on function app.now(), app.current_user_id() to accounts_api, accounts_worker;

-- Gives a table to accounts_owner, binds everyone to row level security (owners too: a forced policy
-- for accounts_owner keeps data migrations honest), lets accounts_api reach its own user's rows, and
-- takes back what Supabase grants by default.
create or replace procedure app.protect(target regclass, user_column text, api_rights text)
  language plpgsql
  as $$
declare
  outsider text;
begin
  execute format('alter table %s owner to accounts_owner', target);
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('revoke all on %s from public, accounts_api, accounts_worker', target);
  for outsider in select rolname from pg_roles where rolname in ('anon', 'authenticated') loop
    execute format('revoke all on %s from %I', target, outsider);
  end loop;

  execute format('drop policy if exists owner_all on %s', target);
  execute format('create policy owner_all on %s to accounts_owner using (true) with check (true)', target);
  execute format('drop policy if exists own_rows on %s', target);
  execute format('create policy own_rows on %s to accounts_api using (%I = (select app.current_user_id())) with check (%I = (select app.current_user_id()))',
                 target, user_column, user_column);
  execute format('grant %s on %s to accounts_api', api_rights, target);
end $$;
