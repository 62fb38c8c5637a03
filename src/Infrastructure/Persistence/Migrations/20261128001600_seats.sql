-- Seats of DSP advertisers. A snapshot is what one complete read returned; the log has every read.
create table if not exists public.dsp_seat_snapshots (
  user_id uuid not null references public.users (id) on delete cascade,
  advertiser_id text not null,
  snapshot_id uuid, -- the read that returned the seats; null until one was complete
  read_at timestamptz,
  last_status text check (last_status in ('success', 'partial', 'failed')), -- of the last read
  last_error_code text,
  attempted_at timestamptz, -- when the last read ended
  headers text, -- what Amazon accepted last
  viewed_at timestamptz not null default app.now(),
  primary key (user_id, advertiser_id)
);
create index if not exists dsp_seat_snapshots_viewed on public.dsp_seat_snapshots (viewed_at);
call app.protect('public.dsp_seat_snapshots', 'user_id', 'select, insert, update');

create table if not exists public.dsp_advertiser_seats (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.users (id) on delete cascade,
  advertiser_id text not null,
  exchange_id text not null,
  exchange_name text,
  deal_creation_id text,
  spend_tracking_id text,
  snapshot_id uuid not null,
  created_at timestamptz not null default app.now(),
  updated_at timestamptz not null default app.now(),
  unique (user_id, advertiser_id, exchange_id)
);
call app.protect('public.dsp_advertiser_seats', 'user_id', 'select, insert, delete');

-- The Python service may have left this table, whose rows stay.
create table if not exists public.dsp_seats_sync_log (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.users (id) on delete cascade,
  advertiser_id text not null,
  sync_status text,
  seats_retrieved int,
  exchanges_count int,
  error_message text,
  request_metadata jsonb,
  response_metadata jsonb,
  created_at timestamptz,
  completed_at timestamptz
);
do $$
begin
  if exists (
    select from pg_attribute where attrelid = 'public.dsp_seats_sync_log'::regclass and attname = 'user_account_id' and not attisdropped) then
    alter table public.dsp_seats_sync_log alter user_account_id drop not null;
  end if;
end $$;
alter table public.dsp_seats_sync_log add column if not exists error_code text;
update public.dsp_seats_sync_log set created_at = coalesce(created_at, completed_at, app.now()), sync_status = coalesce(sync_status, 'failed'),
  seats_retrieved = coalesce(seats_retrieved, 0), exchanges_count = coalesce(exchanges_count, 0)
where created_at is null or sync_status is null or seats_retrieved is null or exchanges_count is null;
alter table public.dsp_seats_sync_log
  alter advertiser_id type text, alter sync_status type text,
  alter created_at set default app.now(), alter created_at set not null, alter sync_status set not null,
  alter seats_retrieved set default 0, alter seats_retrieved set not null,
  alter exchanges_count set default 0, alter exchanges_count set not null,
  drop constraint if exists dsp_seats_sync_log_ended, drop constraint if exists kept_for_user,
  drop constraint if exists dsp_seats_sync_log_user_id_fkey;
alter table public.dsp_seats_sync_log
  add constraint dsp_seats_sync_log_ended check (sync_status in ('success', 'partial', 'failed')),
  add constraint dsp_seats_sync_log_user_id_fkey foreign key (user_id) references public.users (id) on delete cascade;
create index if not exists dsp_seats_sync_log_history on public.dsp_seats_sync_log (user_id, advertiser_id, created_at desc, id desc);
call app.protect('public.dsp_seats_sync_log', 'user_id', 'select, insert, update');
drop trigger if exists notify_subscribers on public.dsp_seats_sync_log;
create trigger notify_subscribers after insert or update on public.dsp_seats_sync_log for each row execute function app.notify_change();

-- Queues a read that a caller waits for, or joins the live one, and returns its id. It is due before the user's reads in the background.
create or replace function app.await_seats(new_job uuid, person uuid, advertiser text) returns uuid
  language plpgsql volatile
  as $$
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
end $$;

-- Records a view. Unless a read has ended recently, queues one or joins the live one, and returns its id; else null. The lock on the snapshot makes
-- callers wait for each other and for the end of a read, so that none queues a second read of what another has just read.
create or replace function app.view_seats(new_job uuid, person uuid, advertiser text, max_age interval, rest_after_failure interval) returns uuid
  language plpgsql volatile
  as $$
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
end $$;

-- Ends a read: the seats, unless it failed, its row in the log and the end of its job appear together. The snapshot is locked before the job is
-- changed, as in view_seats. A repeated step writes the same again.
create or replace function app.end_seat_read(
    job uuid, person uuid, advertiser text, new_status text, new_code text, new_message text, used_headers text, details jsonb, seats jsonb)
  returns void
  language plpgsql volatile
  as $$
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
end $$;
call accounts_internal.open_to_api('{await_seats,view_seats,end_seat_read}');

-- Queues reads of seats that were viewed lately and are old, of advertisers with a working connection.
create or replace function app.enqueue_due_seats(
    at_most int, older_than interval, viewed_within interval, attempted_before interval, feature text, enabled_below bigint, only_connection uuid)
  returns void
  language sql volatile security definer set search_path = ''
  as $$
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
  $$;
call accounts_internal.lend_to_worker('{enqueue_due_seats}');
