-- Creates the service's login. It owns nothing and has no rights of its own; each transaction takes the role accounts_api or accounts_worker.
-- Run it after the migrations, as a superuser or as the role that created those two roles. It can be run repeatedly. In psql:
--
--   set accounts.service_login = 'accounts_service';      -- optional; this is the default
--   set accounts.service_password = '…';                  -- required for a new login; an existing login keeps its password without it
--   \i deploy/postgres/service-login.sql
do $$
declare
  login text := coalesce(nullif(current_setting('accounts.service_login', true), ''), 'accounts_service');
  password text := nullif(current_setting('accounts.service_password', true), '');
  member_of text;
begin
  if not exists (select from pg_roles where rolname = login) then
    if password is null then
      raise exception 'set accounts.service_password before creating the login %', login;
    end if;
    execute format('create role %I login noinherit nosuperuser nobypassrls nocreaterole nocreatedb noreplication', login);
  end if;

  if exists (select from pg_roles where rolname = login and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)) then
    raise exception 'the login % may do more than connect; take SUPERUSER, BYPASSRLS, CREATEROLE, CREATEDB and REPLICATION from it', login;
  end if;

  execute format('alter role %I login noinherit', login);
  if password is not null then
    execute format('alter role %I password %L', login, password);
  end if;

  foreach member_of in array array['accounts_api', 'accounts_worker'] loop
    if current_setting('server_version_num')::int >= 160000 then
      execute format('grant %I to %I with inherit false, set true', member_of, login);
    else
      -- Before PostgreSQL 16, NOINHERIT of the login alone prevents the inheritance of rights.
      execute format('grant %I to %I', member_of, login);
    end if;
  end loop;

  execute format('grant connect on database %I to %I', current_database(), login);
end
$$;
