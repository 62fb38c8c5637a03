-- Idempotency keys: what a request with a key has done, so that its repetition gets the same response. A row without a status is a request in
-- progress until locked_until, and after that a request whose outcome is unknown: a repetition takes it over with the same operation_id.

create table if not exists accounts_internal.idempotency_keys (
  user_id uuid not null references public.users (id) on delete cascade,
  route text not null,
  key text not null,
  request_hash bytea not null,
  operation_id uuid not null, -- the id of what the request creates
  attempt uuid not null, -- who works on the request
  locked_until timestamptz not null,
  status int,
  headers jsonb,
  body text,
  created_at timestamptz not null default app.now(),
  primary key (user_id, route, key)
);
create index if not exists idempotency_keys_created on accounts_internal.idempotency_keys (created_at);
call app.protect('accounts_internal.idempotency_keys', 'user_id', 'select, insert, update, delete');

-- Begins a request, unless an equal one is in progress or has ended. Outcome: started, running, done, or reused for another request.
create or replace function app.begin_request(
    request_route text, request_key text, hash bytea, operation uuid, holder uuid, lease interval, keep_for interval)
  returns table (outcome text, operation_id uuid, status int, headers jsonb, body text)
  language plpgsql volatile
  as $$
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
end $$;
call accounts_internal.open_to_api('{begin_request}');

create or replace function app.sweep_idempotency_keys(keep_for interval)
  returns void
  language sql volatile security definer set search_path = ''
  as $$ delete from accounts_internal.idempotency_keys where created_at <= app.now() - keep_for $$;
call accounts_internal.lend_to_worker('{sweep_idempotency_keys}');

-- A deleted user's stored responses go with the user.
create or replace function app.end_user(person uuid)
  returns void
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
  delete from accounts_internal.idempotency_keys where user_id = person;
  $$;
