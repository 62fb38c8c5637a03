-- Generated from a migrated database; do not edit. These are the functions as they are now. Only the files in ../Migrations are applied.
-- To regenerate: UPDATE_FUNCTIONS=1 dotnet test --project tests/IntegrationTests --filter-class '*.FunctionSnapshotTests'

CREATE OR REPLACE FUNCTION app.cut_rate(b accounts_internal.rate_limit_buckets, policy jsonb)
 RETURNS accounts_internal.rate_limit_buckets
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  consecutive boolean := coalesce(b.throttled_at > b.updated_at
    - make_interval(secs => greatest((policy->>'cut_seconds')::float8, (policy->>'cut_permits')::float8 / b.rate)), false);
begin
  b.cut := case when b.ceiling is null then (policy->>'discovery_cut')::float8
    when consecutive then least((policy->>'max_cut')::float8, 2 * b.cut) else (policy->>'first_cut')::float8 end;
  b.known_good := case when consecutive then coalesce(b.known_good, b.rate) else b.rate end;
  b.ceiling := b.rate;
  b.rate := greatest((policy->>'min_rate')::float8, b.rate * (1 - b.cut));
  b.burst := least(b.burst, greatest((policy->>'min_burst')::float8, b.burst * (1 - b.cut))); -- what refills until the next request must have room
  b.tokens := least(b.tokens, 0);
  b.throttled_at := b.updated_at;
  b.refused_at := b.updated_at;
  return b;
end $function$;

CREATE OR REPLACE FUNCTION app.filled_bucket(wanted text, wanted_subject text, start_rate double precision, start_burst double precision)
 RETURNS accounts_internal.rate_limit_buckets
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  b accounts_internal.rate_limit_buckets;
  at timestamptz;
begin
  select * into b from accounts_internal.rate_limit_buckets t where t.bucket = wanted and t.subject = wanted_subject for update;
  if b.bucket is null then
    insert into accounts_internal.rate_limit_buckets (bucket, subject, tokens, rate, burst, updated_at)
      values (wanted, wanted_subject, start_burst, start_rate, start_burst, app.now()) on conflict do nothing;
    select * into b from accounts_internal.rate_limit_buckets t where t.bucket = wanted and t.subject = wanted_subject for update;
  end if;
  at := app.now();
  b.tokens := least(b.burst, b.tokens + greatest(0, extract(epoch from at - b.updated_at)) * b.rate);
  b.updated_at := greatest(at, b.updated_at);
  return b;
end $function$;

CREATE OR REPLACE FUNCTION app.grown_rate(b accounts_internal.rate_limit_buckets, seconds double precision, max_burst double precision, policy jsonb)
 RETURNS accounts_internal.rate_limit_buckets
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  quiet double precision := coalesce(extract(epoch from b.updated_at - coalesce(b.refused_at, b.throttled_at)), 0);
  probing double precision := 1 + least((policy->>'max_probing')::float8, (policy->>'probing')::float8 * quiet);
  near_ceiling double precision := b.ceiling * (1 - b.cut / 2);
  near_good double precision := b.known_good * (1 - (policy->>'first_cut')::float8 / 2);
begin
  b.rate := greatest(b.rate, least((policy->>'max_rate')::float8, case
    when b.ceiling is null then b.rate * (policy->>'unlimited_growth')::float8 ^ seconds
    when b.rate < near_ceiling then least(near_ceiling, b.rate * (policy->>'recovery_growth')::float8 ^ seconds)
    when b.rate < near_good and quiet > (policy->>'quiet_seconds')::float8
      then least(near_good, b.rate * (policy->>'quiet_growth')::float8 ^ seconds)
    else b.rate * probing ^ seconds end));
  b.burst := greatest(b.burst, least(max_burst, b.burst * probing ^ seconds));
  return b;
end $function$;

CREATE OR REPLACE FUNCTION app.lease_permits(wanted text, calls text[], ahead integer, start_rate double precision, start_burst double precision, policy jsonb, OUT granted integer[], OUT granted_ahead integer, OUT wait_seconds double precision, OUT current_rate double precision, OUT limited text[], OUT limited_seconds double precision[], OUT granted_at timestamp with time zone)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  b accounts_internal.rate_limit_buckets := app.filled_bucket(wanted, '', start_rate, start_burst);
  since double precision := least((policy->>'max_step_seconds')::float8,
    extract(epoch from b.updated_at - (select t.updated_at from accounts_internal.rate_limit_buckets t where t.bucket = wanted and t.subject = '')));
  pause double precision := greatest(0, coalesce(extract(epoch from b.paused_until - b.updated_at), 0));
  allowed int[] := '{}'; -- per limited subject
  excess int := 0; -- requested beyond own limits
  total int;
  s accounts_internal.rate_limit_buckets;
  requested int;
  own int; -- allowed by the own limit
  own_pause double precision;
  own_since double precision;
begin
  limited := '{}'; limited_seconds := '{}';
  for s in select * from accounts_internal.rate_limit_buckets t where t.bucket = wanted and t.subject = any(calls) for update loop
    requested := (select count(*) from unnest(calls) c where c = s.subject);
    own_since := least((policy->>'max_step_seconds')::float8, extract(epoch from b.updated_at - s.updated_at));
    s := app.filled_bucket(wanted, s.subject, start_rate, start_burst);
    own_pause := greatest(0, coalesce(extract(epoch from s.paused_until - s.updated_at), 0));
    own := case when own_pause > 0 then 0 else greatest(0, least(requested, floor(s.tokens))) end;
    if own < requested and own_pause = 0 and pause = 0 and b.tokens >= own + 1 then
      s.held := true;
      s := app.grown_rate(s, greatest(0, own_since), start_burst, policy);
    end if;
    if own < requested or s.held or s.rate < b.rate * (policy->>'own_share')::float8 then -- else the shared limit is the tighter one
      limited := limited || s.subject;
      allowed := allowed || own;
      limited_seconds := limited_seconds || greatest(own_pause, case when own < requested then (own + 1 - s.tokens) / s.rate else 0 end);
    end if;
    excess := excess + requested - own;
    perform app.save_bucket(s);
  end loop;

  total := cardinality(calls) - excess + ahead;
  if b.tokens < total and pause = 0 then b := app.grown_rate(b, since, start_burst, policy); end if;
  current_rate := b.rate; granted_at := b.updated_at;
  granted := array(
    select c.place from (select u.subject, u.place::int, row_number() over (partition by u.subject order by u.place) as nth
                         from unnest(calls) with ordinality u(subject, place)) c
    where c.nth <= coalesce(allowed[array_position(limited, c.subject)], c.nth)
    order by c.place limit case when pause > 0 then 0 else greatest(0, floor(b.tokens))::int end);
  granted_ahead := case when pause > 0 then 0 else greatest(0, least(ahead, floor(b.tokens)::int - cardinality(granted))) end;
  b.tokens := b.tokens - cardinality(granted) - granted_ahead;
  wait_seconds := greatest(pause,
    case cardinality(granted) + granted_ahead when total then 0 when 0 then 1 - b.tokens else 1.5 - b.tokens end / b.rate);
  if total > 0 then perform app.save_bucket(b); end if; -- else nothing changed, and the time counts for the next request
  update accounts_internal.rate_limit_buckets t set tokens = t.tokens - g.permits, served_at = coalesce(t.served_at, b.updated_at)
  from (select calls[place] as subject, count(*) as permits from unnest(granted) place group by 1) g
  where t.bucket = wanted and t.subject = g.subject;
end $function$;

CREATE OR REPLACE FUNCTION app.report_refusal(wanted text, refused text, granted_at timestamp with time zone, asked_seconds double precision, start_rate double precision, start_burst double precision, policy jsonb, OUT pause_seconds double precision, OUT shared_cut boolean)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  b accounts_internal.rate_limit_buckets := app.filled_bucket(wanted, '', start_rate, start_burst);
  s accounts_internal.rate_limit_buckets := app.filled_bucket(wanted, refused, b.rate, b.burst);
  leased_at timestamptz := coalesce(granted_at, s.updated_at);
  served boolean := coalesce(s.served_at < leased_at, false);
  repeated boolean := not served and coalesce(s.throttled_at > s.updated_at - make_interval(secs => (policy->>'repeat_seconds')::float8), false);
  consecutive boolean := coalesce(s.throttled_at > s.updated_at - make_interval(secs => (policy->>'cut_seconds')::float8), false);
  signals_from timestamptz := b.updated_at
    - make_interval(secs => greatest((policy->>'signal_seconds')::float8, (policy->>'signal_permits')::float8 / b.rate));
begin
  if s.throttled_at is null or leased_at > s.throttled_at then
    if not repeated and (b.throttled_at is null or leased_at > b.throttled_at) then
      s.signal := (case when served then policy->>'served_signal' else policy->>'first_signal' end)::int;
      s.signalled_at := b.updated_at; -- a cut that it causes includes it
      b.refused_at := b.updated_at;
    end if;
    if not s.held and not consecutive then
      s.rate := b.rate; s.burst := b.burst;
    end if;
    s := app.cut_rate(s, policy);
    s.refusals := case when repeated then s.refusals + 1 else 1 end;
    s.served_at := null; s.held := false;
  end if;
  pause_seconds := coalesce(asked_seconds, least((policy->>'max_pause')::float8, (policy->>'first_pause')::float8 * 2 ^ least(s.refusals - 1, 20)));
  s.paused_until := greatest(s.paused_until, s.updated_at + make_interval(secs => pause_seconds));
  perform app.save_bucket(s);

  signals_from := greatest(b.throttled_at, signals_from);
  shared_cut := (policy->>'signals_for_cut')::int <= coalesce(
    (select sum(t.signal) from accounts_internal.rate_limit_buckets t where t.bucket = wanted and t.signalled_at > signals_from), 0);
  if shared_cut then
    b := app.cut_rate(b, policy);
    update accounts_internal.rate_limit_buckets t set refusals = 0, rate = greatest(t.rate, b.rate), burst = greatest(t.burst, b.burst)
      where t.bucket = wanted and t.signalled_at > signals_from; -- the shared limit explains these refusals
    b.paused_until := greatest(b.paused_until, b.updated_at + make_interval(secs => coalesce(asked_seconds, (policy->>'first_pause')::float8)));
  end if;
  perform app.save_bucket(b);
end $function$;

CREATE OR REPLACE FUNCTION app.save_bucket(b accounts_internal.rate_limit_buckets)
 RETURNS void
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  update accounts_internal.rate_limit_buckets t set tokens = b.tokens, rate = b.rate, burst = b.burst, updated_at = b.updated_at,
    throttled_at = b.throttled_at, ceiling = b.ceiling, cut = b.cut, paused_until = b.paused_until, known_good = b.known_good,
    refused_at = b.refused_at, refusals = b.refusals, served_at = b.served_at, held = b.held, signal = b.signal, signalled_at = b.signalled_at
  where t.bucket = b.bucket and t.subject = b.subject
  $function$;

CREATE OR REPLACE FUNCTION app.sweep_buckets(unused_seconds double precision)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$ delete from accounts_internal.rate_limit_buckets where updated_at < app.now() - make_interval(secs => unused_seconds) $function$;
