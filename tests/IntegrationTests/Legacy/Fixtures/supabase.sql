-- Stands in for Supabase: its roles, its default privileges, and the one that migrates, who is no superuser. Run as superuser in the project's database.
do $$
begin
  if not exists (select from pg_roles where rolname = 'anon') then
    create role anon nologin;
    create role authenticated nologin;
    create role service_role nologin bypassrls;
    grant anon, authenticated, service_role to project_admin;
  end if;
end $$;
create schema auth authorization project_admin;
create function auth.uid() returns uuid language sql stable as $$ select nullif(current_setting('request.jwt.claim.sub', true), '')::uuid $$;
grant usage on schema auth to anon, authenticated, service_role;
grant usage on schema public to anon, authenticated, service_role;
alter default privileges for role project_admin in schema public grant all on tables to anon, authenticated, service_role;
alter default privileges for role project_admin in schema public grant all on functions to anon, authenticated, service_role;
alter default privileges for role project_admin in schema public grant all on sequences to anon, authenticated, service_role;
