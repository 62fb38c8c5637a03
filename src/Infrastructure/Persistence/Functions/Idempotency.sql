-- Generated from a migrated database; do not edit. These are the functions as they are now. Only the files in ../Migrations are applied.
-- To regenerate: UPDATE_FUNCTIONS=1 dotnet test --project tests/IntegrationTests --filter-class '*.FunctionSnapshotTests'

CREATE OR REPLACE FUNCTION app.begin_request(request_route text, request_key text, hash bytea, operation uuid, holder uuid, lease interval, keep_for interval)
 RETURNS TABLE(outcome text, operation_id uuid, status integer, headers jsonb, body text)
 LANGUAGE plpgsql
AS $function$
declare
  person uuid := app.current_user_id();
begin
  loop
    delete from accounts_internal.idempotency_keys k
      where k.user_id = person and k.route = request_route and k.key = request_key and k.created_at <= app.now() - keep_for;

    return query
      insert into accounts_internal.idempotency_keys as k (user_id, route, key, request_hash, operation_id, attempt, locked_until)
        values (person, request_route, request_key, hash, operation, holder, app.now() + lease)
        on conflict (user_id, route, key) do update set attempt = excluded.attempt, locked_until = excluded.locked_until
          where k.status is null and k.locked_until <= app.now() and k.request_hash = excluded.request_hash
        returning 'started', k.operation_id, null::int, null::jsonb, null::text;
    exit when found;

    return query
      select case when k.request_hash <> hash then 'reused' when k.status is null then 'running' else 'done' end,
          k.operation_id, k.status, k.headers, k.body
        from accounts_internal.idempotency_keys k where k.user_id = person and k.route = request_route and k.key = request_key;
    exit when found; -- else the row was deleted in between
  end loop;
end $function$;

CREATE OR REPLACE FUNCTION app.sweep_idempotency_keys(keep_for interval)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$ delete from accounts_internal.idempotency_keys where created_at <= app.now() - keep_for $function$;
