-- The way back after a cut: where a limit has shown itself is remembered, so that the rate is soon close to it again (decision 0020).

alter table accounts_internal.rate_limit_buckets
  add column if not exists ceiling double precision, -- the rate that was refused last; null while none was
  add column if not exists cut double precision, -- by what share it was cut then
  add column if not exists paused_until timestamptz; -- nobody calls before; the budget fills meanwhile

-- Leases calls, as many as are wanted and there are. Only whoever wants more than there is has a reason to try for more: the rate then doubles
-- every second until a limit shows itself; after a cut it comes half the way back by a tenth a second, and then goes on more slowly: by a thousandth a
-- second for each second without a refusal, for the longer there was none, the likelier there is room.
-- Who had less than was wanted asks again after half a turn more than who had nothing: that way two instances alternate.
create or replace function app.lease_calls(wanted text, calls int, start_rate double precision, start_burst double precision, max_rate double precision,
    out granted int, out wait_seconds double precision, out current_rate double precision)
  language plpgsql volatile security definer set search_path = ''
  as $$
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
end $$;

-- Amazon has refused a call. What was leased before the last cut says nothing new of the rate. A first refusal means that we have felt our way a
-- little too far: the rate is cut by 15 %. Each further one soon after means that the limit is elsewhere: the cut doubles, up to a half.
-- "Sent" is when the call was leased: a parameter keeps its name, so that instances of the version before call the same function.
create or replace function app.report_throttled(wanted text, sent_seconds_ago double precision, pause_seconds double precision,
    start_rate double precision, start_burst double precision, min_rate double precision)
  returns void
  language plpgsql volatile security definer set search_path = ''
  as $$
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
end $$;
