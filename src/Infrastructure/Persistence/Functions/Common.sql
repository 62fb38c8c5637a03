-- Generated from a migrated database; do not edit. These are the functions as they are now. Only the files in ../Migrations are applied.
-- To regenerate: UPDATE_FUNCTIONS=1 dotnet test --project tests/IntegrationTests --filter-class '*.FunctionSnapshotTests'

CREATE OR REPLACE FUNCTION app.beat(heart text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    insert into accounts_internal.heartbeats (name, beaten_at) values (heart, app.now())
      on conflict (name) do update set beaten_at = excluded.beaten_at
  $function$;

CREATE OR REPLACE FUNCTION app.current_user_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select nullif(current_setting('app.user_id', true), '')::uuid $function$;

CREATE OR REPLACE FUNCTION app.last_beat(heart text)
 RETURNS interval
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select (select app.now() - beaten_at from accounts_internal.heartbeats where name = heart) $function$;

CREATE OR REPLACE FUNCTION app.now()
 RETURNS timestamp with time zone
 LANGUAGE sql
 PARALLEL SAFE
AS $function$ select clock_timestamp() $function$;

CREATE OR REPLACE FUNCTION app.operator_setting(wanted text)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select (select value from accounts_internal.application_config where key = wanted and not is_encrypted) $function$;

CREATE OR REPLACE PROCEDURE app.protect(IN target regclass, IN user_column text, IN api_rights text)
 LANGUAGE plpgsql
AS $procedure$
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
end $procedure$;

CREATE OR REPLACE FUNCTION app.rollout_place(feature text, person uuid)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ select ('x' || encode(substr(sha256(convert_to(feature || ':' || person::text, 'UTF8')), 1, 4), 'hex'))::bit(32)::bigint $function$;

CREATE OR REPLACE FUNCTION app.schema_version()
 RETURNS text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  return (select max("MigrationId") from accounts_internal.schema_migrations);
end $function$;
