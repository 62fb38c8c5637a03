-- Requests that all instances count together (decision 0023). Unlogged: after a crash of the database every window begins again.
create unlogged table if not exists accounts_internal.request_windows (
  user_id uuid not null references public.users (id) on delete cascade,
  subject text not null, -- the policy, and the part of the user's requests that is counted separately
  used int not null,
  ends_at timestamptz not null,
  primary key (user_id, subject)
);
call app.protect('accounts_internal.request_windows', 'user_id', 'select, insert, update');

-- Counts a request of the current user unless the window is full. A window begins with its first request.
create or replace function app.count_request(
    wanted text, at_most int, length interval, out counted boolean, out used int, out ends_in interval)
  language plpgsql volatile set search_path = ''
  as $$
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
end $$;
call accounts_internal.open_to_api('{count_request}');

create or replace function app.sweep_request_windows() returns void
  language sql volatile security definer set search_path = ''
  as $$ delete from accounts_internal.request_windows where ends_at <= app.now() $$;
call accounts_internal.lend_to_worker('{sweep_request_windows}');

-- Ends everything of a user that could act, and its counts: tokens, jobs and runs. The caller holds the user's row exclusively. Jobs are locked in
-- the order of app.extend_jobs.
create or replace function app.end_user(person uuid) returns void
  language sql volatile security definer set search_path = ''
  as $$
  update public.oauth_tokens set status = 'revoked', encrypted_access_token = null, encrypted_refresh_token = null, expires_at = null,
      refresh_lease_owner = null, refresh_lease_until = null, version = version + 1, updated_at = app.now()
    where user_id = person and status <> 'revoked';
  update accounts_internal.jobs j set status = 'cancelled', owner = null, lease_until = null, completed_at = app.now(), updated_at = app.now()
    from (select id from accounts_internal.jobs where user_id = person and status in ('queued', 'running') order by id for update) live
    where j.id = live.id;
  update public.account_sync_history set sync_status = 'cancelled', phase = 'done', completed_at = app.now(), updated_at = app.now()
    where user_id = person and sync_status in ('queued', 'in_progress');
  delete from accounts_internal.request_windows where user_id = person;
  delete from accounts_internal.idempotency_keys where user_id = person;
  $$;
