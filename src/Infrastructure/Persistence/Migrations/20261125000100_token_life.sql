-- Renewing tokens before anybody misses them.

-- Lets the worker run functions that do with the owner's rights what the worker itself may not.
create or replace procedure accounts_internal.lend_to_worker(names text[])
  language plpgsql
  as $$
declare
  lent regprocedure;
begin
  for lent in select p.oid from pg_proc p where p.pronamespace = 'app'::regnamespace and p.proname = any (names) loop
    execute format('alter function %s owner to accounts_owner', lent);
    execute format('revoke all on function %s from public', lent);
    execute format('grant execute on function %s to accounts_worker', lent);
  end loop;
end $$;
revoke all on procedure accounts_internal.lend_to_worker(text[]) from public;

-- Claims connections that expire within the time given, first to expire first. A tenth more or less, drawn from the id, parts those that were
-- connected together. The claim holds for as long as a lease: whoever dies with it is followed by another. It hands out no token, and
-- leaves the version alone, so that it is in nobody's way.
create or replace function app.claim_expiring_connections(within interval, at_most int)
  returns table (user_id uuid, connection_id uuid, version int)
  language sql volatile security definer set search_path = ''
  as $$
    with due as (
      select t.id from public.oauth_tokens t
      where t.status = 'active' and t.proactive_refresh_enabled and t.encrypted_refresh_token is not null
        and t.expires_at < app.now() + within * 1.1 -- what the index serves
        and t.expires_at < app.now() + within * (0.9 + (hashtextextended(t.id::text, 0) & 1023) * 0.2 / 1023)
        and coalesce(t.next_refresh_at <= app.now(), true) and coalesce(t.refresh_lease_until < app.now(), true)
      order by t.expires_at limit at_most
      for update skip locked
    )
    update public.oauth_tokens t set next_refresh_at = app.now() + interval '25 seconds'
    from due where t.id = due.id
    returning t.user_id, t.id, t.version
  $$;

-- What an operator has set for the time being; null when nothing.
create or replace function app.operator_setting(wanted text) returns text
  language sql stable security definer set search_path = ''
  as $$ select (select value from accounts_internal.application_config where key = wanted and not is_encrypted) $$;

-- When the scheduler last ticked, on whichever instance.
create table if not exists accounts_internal.heartbeats (
  name text primary key,
  beaten_at timestamptz not null
);
alter table accounts_internal.heartbeats owner to accounts_owner;

create or replace function app.beat(heart text) returns void
  language sql volatile security definer set search_path = ''
  as $$
    insert into accounts_internal.heartbeats (name, beaten_at) values (heart, app.now())
      on conflict (name) do update set beaten_at = excluded.beaten_at
  $$;

create or replace function app.last_beat(heart text) returns interval -- ago; null when there was none
  language sql stable security definer set search_path = ''
  as $$ select (select app.now() - beaten_at from accounts_internal.heartbeats where name = heart) $$;

call accounts_internal.lend_to_worker('{claim_expiring_connections,operator_setting,beat,last_beat}');
