-- Generated from a migrated database; do not edit. These are the functions as they are now. Only the files in ../Migrations are applied.
-- To regenerate: UPDATE_FUNCTIONS=1 dotnet test --project tests/IntegrationTests --filter-class '*.FunctionSnapshotTests'

CREATE OR REPLACE FUNCTION app.filled_bucket(wanted text, start_rate double precision, start_burst double precision)
 RETURNS accounts_internal.rate_limit_buckets
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  b accounts_internal.rate_limit_buckets;
  at timestamptz;
begin
  select * into b from accounts_internal.rate_limit_buckets t where t.bucket = wanted for update;
  if b.bucket is null then
    insert into accounts_internal.rate_limit_buckets values (wanted, start_burst, start_rate, start_burst, app.now(), null) on conflict do nothing;
    select * into b from accounts_internal.rate_limit_buckets t where t.bucket = wanted for update;
  end if;
  at := app.now();
  b.tokens := least(b.burst, b.tokens + greatest(0, extract(epoch from at - b.updated_at)) * b.rate);
  b.updated_at := greatest(at, b.updated_at);
  return b;
end $function$;

CREATE OR REPLACE FUNCTION app.lease_calls(wanted text, calls integer, start_rate double precision, start_burst double precision, max_rate double precision, OUT granted integer, OUT wait_seconds double precision, OUT current_rate double precision)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  b accounts_internal.rate_limit_buckets := app.filled_bucket(wanted, start_rate, start_burst);
  since double precision := least(1, extract(epoch from b.updated_at - (select t.updated_at from accounts_internal.rate_limit_buckets t where t.bucket = wanted)));
  half_way double precision := b.ceiling * (1 - b.cut / 2);
  pause double precision := greatest(0, coalesce(extract(epoch from b.paused_until - b.updated_at), 0));
  feeling double precision := coalesce(least(0.1, 0.001 * extract(epoch from b.updated_at - b.throttled_at)), 0);
begin
  if b.tokens < calls and pause = 0 then
    b.rate := greatest(b.rate, least(max_rate, case
      when b.ceiling is null then b.rate * 2 ^ since
      when b.rate < half_way then least(half_way, b.rate * 1.1 ^ since)
      else b.rate * (1 + feeling) ^ since end));
    b.burst := greatest(b.burst, least(start_burst, b.burst * (1 + feeling) ^ since));
  end if;
  granted := case when pause > 0 then 0 else greatest(0, least(calls, floor(b.tokens))) end;
  b.tokens := b.tokens - granted;
  wait_seconds := greatest(pause, case granted when calls then 0 when 0 then 1 - b.tokens else 1.5 - b.tokens end / b.rate);
  current_rate := b.rate;
  update accounts_internal.rate_limit_buckets t set tokens = b.tokens, rate = b.rate, burst = b.burst, updated_at = b.updated_at where t.bucket = wanted;
end $function$;

CREATE OR REPLACE FUNCTION app.report_throttled(wanted text, sent_seconds_ago double precision, pause_seconds double precision, start_rate double precision, start_burst double precision, min_rate double precision)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  b accounts_internal.rate_limit_buckets := app.filled_bucket(wanted, start_rate, start_burst);
  soon interval := make_interval(secs => greatest(5, 3 / b.rate));
begin
  if b.throttled_at is null or b.updated_at - make_interval(secs => sent_seconds_ago) > b.throttled_at then
    b.cut := case when b.throttled_at > b.updated_at - soon then least(0.5, 2 * b.cut) else 0.15 end;
    b.ceiling := b.rate;
    b.rate := greatest(min_rate, b.rate * (1 - b.cut));
    b.burst := least(b.burst, greatest(2, b.burst * (1 - b.cut))); -- what grows until who waits asks again must have room
    b.throttled_at := b.updated_at;
  end if;
  update accounts_internal.rate_limit_buckets t set tokens = least(b.tokens, 0), rate = b.rate, burst = b.burst,
    paused_until = greatest(b.paused_until, b.updated_at + make_interval(secs => pause_seconds)),
    ceiling = b.ceiling, cut = b.cut, updated_at = b.updated_at, throttled_at = b.throttled_at
  where t.bucket = wanted;
end $function$;

CREATE OR REPLACE FUNCTION app.sweep_buckets()
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$ delete from accounts_internal.rate_limit_buckets where updated_at < app.now() - interval '1 day' $function$;
