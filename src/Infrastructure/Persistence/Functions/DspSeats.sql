-- Generated from a migrated database; do not edit. These are the functions as they are now. Only the files in ../Migrations are applied.
-- To regenerate: UPDATE_FUNCTIONS=1 dotnet test --project tests/IntegrationTests --filter-class '*.FunctionSnapshotTests'

CREATE OR REPLACE FUNCTION app.await_seats(new_job uuid, person uuid, advertiser text)
 RETURNS uuid
 LANGUAGE plpgsql
AS $function$
declare
  live uuid;
begin
  select j.id into live from app.enqueue_job(new_job, person, 'dsp_seats', advertiser) j;
  update accounts_internal.jobs j set due_at = '-infinity'
  where j.id = (
    select q.id from accounts_internal.jobs q
    where q.id = live and q.status = 'queued' and q.due_at <= app.now() -- one that is not due waits after a failure
    for update skip locked); -- a locked one is being claimed; its owner may wait for the snapshot that view_seats has locked
  return live;
end $function$;

CREATE OR REPLACE FUNCTION app.end_seat_read(job uuid, person uuid, advertiser text, new_status text, new_code text, new_message text, used_headers text, details jsonb, seats jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  is_complete boolean := seats is not null;
  found_seats int := coalesce(jsonb_array_length(seats), 0);
begin
  insert into public.dsp_seat_snapshots as s (user_id, advertiser_id, snapshot_id, read_at, last_status, last_error_code, attempted_at, headers)
    values (person, advertiser, case when is_complete then job end, case when is_complete then app.now() end, new_status, new_code, app.now(),
      used_headers)
    on conflict (user_id, advertiser_id) do update set
      snapshot_id = coalesce(excluded.snapshot_id, s.snapshot_id), read_at = coalesce(excluded.read_at, s.read_at),
      last_status = excluded.last_status, last_error_code = excluded.last_error_code, attempted_at = excluded.attempted_at,
      headers = coalesce(excluded.headers, s.headers);

  if is_complete then
    delete from public.dsp_advertiser_seats d where d.user_id = person and d.advertiser_id = advertiser;
    insert into public.dsp_advertiser_seats (user_id, advertiser_id, exchange_id, exchange_name, deal_creation_id, spend_tracking_id, snapshot_id)
      select person, advertiser, r.exchange_id, r.exchange_name, r.deal_creation_id, r.spend_tracking_id, job
      from jsonb_to_recordset(seats) as r (exchange_id text, exchange_name text, deal_creation_id text, spend_tracking_id text);
  end if;

  insert into public.dsp_seats_sync_log as l
      (id, user_id, advertiser_id, sync_status, seats_retrieved, exchanges_count, error_code, error_message, response_metadata, created_at,
       completed_at)
    values (job, person, advertiser, new_status, found_seats, found_seats, new_code, new_message, details,
      coalesce((select j.created_at from accounts_internal.jobs j where j.id = job), app.now()), app.now())
    on conflict (id) do update set sync_status = excluded.sync_status, seats_retrieved = excluded.seats_retrieved,
      exchanges_count = excluded.exchanges_count, error_code = excluded.error_code, error_message = excluded.error_message,
      response_metadata = excluded.response_metadata, completed_at = excluded.completed_at;

  update accounts_internal.jobs j set status = case when is_complete then 'succeeded' else 'failed' end, owner = null, lease_until = null,
    error_code = new_code, error_message = new_message, completed_at = app.now(), updated_at = app.now()
  where j.id = job and j.user_id = person and j.status = 'running';
end $function$;

CREATE OR REPLACE FUNCTION app.enqueue_due_seats(at_most integer, older_than interval, viewed_within interval, attempted_before interval, feature text, enabled_below bigint, only_connection uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  insert into accounts_internal.jobs (user_id, kind, key)
  select s.user_id, 'dsp_seats', s.advertiser_id
  from public.dsp_seat_snapshots s
  join public.user_accounts a on a.user_id = s.user_id and a.amazon_account_id = s.advertiser_id
    and a.account_type = 'dsp' and a.status <> 'disconnected'
  join public.oauth_tokens t on t.id = a.connection_id and t.status = 'active'
  join public.users u on u.id = s.user_id and u.deleted_at is null
  where s.viewed_at > app.now() - viewed_within
    and coalesce(s.read_at < app.now() - older_than, true) and coalesce(s.attempted_at < app.now() - attempted_before, true)
    and (enabled_below is null or app.rollout_place(feature, s.user_id) < enabled_below)
    and (only_connection is null or t.id = only_connection)
    and not exists (select from accounts_internal.jobs j
      where j.user_id = s.user_id and j.kind = 'dsp_seats' and j.key = s.advertiser_id and j.status in ('queued', 'running'))
  order by s.read_at nulls first limit at_most for key share of u skip locked
  on conflict (user_id, kind, key) where status in ('queued', 'running') do nothing
  $function$;

CREATE OR REPLACE FUNCTION app.view_seats(new_job uuid, person uuid, advertiser text, max_age interval, rest_after_failure interval)
 RETURNS uuid
 LANGUAGE plpgsql
AS $function$
declare
  s public.dsp_seat_snapshots;
begin
  insert into public.dsp_seat_snapshots (user_id, advertiser_id, viewed_at) values (person, advertiser, app.now())
    on conflict (user_id, advertiser_id) do update set viewed_at = excluded.viewed_at
    returning * into s;
  if (case s.last_status when 'failed' then s.attempted_at > app.now() - rest_after_failure else s.read_at > app.now() - max_age end) then
    return null;
  end if;
  return app.await_seats(new_job, person, advertiser);
end $function$;
