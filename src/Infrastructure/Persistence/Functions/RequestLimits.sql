-- Generated from a migrated database; do not edit. These are the functions as they are now. Only the files in ../Migrations are applied.
-- To regenerate: UPDATE_FUNCTIONS=1 dotnet test --project tests/IntegrationTests --filter-class '*.FunctionSnapshotTests'

CREATE OR REPLACE FUNCTION app.count_request(wanted text, at_most integer, length interval, OUT counted boolean, OUT used integer, OUT ends_in interval)
 RETURNS record
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  at timestamptz := app.now();
  w accounts_internal.request_windows;
begin
  insert into accounts_internal.request_windows as r (user_id, subject, used, ends_at)
    values (app.current_user_id(), wanted, 1, at + length)
    on conflict (user_id, subject) do update
      set used = case when r.ends_at > at then r.used + 1 else 1 end, ends_at = case when r.ends_at > at then r.ends_at else at + length end
      where r.ends_at <= at or r.used < at_most
    returning * into w;
  counted := found;
  if not counted then -- a new statement, which sees what the first one waited for
    select * into w from accounts_internal.request_windows r where r.user_id = app.current_user_id() and r.subject = wanted;
  end if;
  used := w.used;
  ends_in := greatest(w.ends_at - at, make_interval());
end $function$;

CREATE OR REPLACE FUNCTION app.sweep_request_windows()
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$ delete from accounts_internal.request_windows where ends_at <= app.now() $function$;
