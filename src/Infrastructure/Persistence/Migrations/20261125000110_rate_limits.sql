-- What has been learned of Amazon's limits, which it does not publish, shared by all instances (decision 0020).
-- Unlogged: after a crash it is learned anew.

create unlogged table if not exists accounts_internal.rate_limit_buckets (
  bucket text primary key, -- region, family and scope of the calls
  tokens double precision not null, -- calls that may be made now; below zero while nobody may
  rate double precision not null, -- calls a second
  burst double precision not null,
  updated_at timestamptz not null,
  throttled_at timestamptz -- when the rate was last cut; null while no limit has shown itself
);
alter table accounts_internal.rate_limit_buckets owner to accounts_owner;

-- Fills a bucket up to now, and makes it if there is none. Locks it.
create or replace function app.filled_bucket(wanted text, start_rate double precision, start_burst double precision)
  returns accounts_internal.rate_limit_buckets
  language plpgsql volatile set search_path = ''
  as $$
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
end $$;

-- Leases calls, as many as are wanted and there are. Only whoever wants more than there is has a reason to try for more: the rate then grows by
-- a tenth a second as long as no limit has shown itself, and by half a percent a second once one has.
create or replace function app.lease_calls(wanted text, calls int, start_rate double precision, start_burst double precision, max_rate double precision,
    out granted int, out wait_seconds double precision, out current_rate double precision)
  language plpgsql volatile security definer set search_path = ''
  as $$
declare
  b accounts_internal.rate_limit_buckets := app.filled_bucket(wanted, start_rate, start_burst);
  since double precision := least(1, extract(epoch from b.updated_at - (select t.updated_at from accounts_internal.rate_limit_buckets t where t.bucket = wanted)));
  growth double precision := 1 + since * case when b.throttled_at is null then 0.1 else 0.005 end;
begin
  if b.tokens < calls then
    b.rate := greatest(b.rate, least(max_rate, b.rate * growth));
    b.burst := greatest(b.burst, least(start_burst, b.burst * growth));
  end if;
  granted := greatest(0, least(calls, floor(b.tokens)));
  b.tokens := b.tokens - granted;
  wait_seconds := case when granted > 0 then 0 else (1 - b.tokens) / b.rate end;
  current_rate := b.rate;
  update accounts_internal.rate_limit_buckets t set tokens = b.tokens, rate = b.rate, burst = b.burst, updated_at = b.updated_at where t.bucket = wanted;
end $$;

-- Amazon has refused a call. What was sent before the last cut says nothing new of the rate. A first refusal means that we have felt our way a
-- little too far: the rate is cut by 15 %. Another one soon after means that the limit itself is elsewhere: the rate is halved, again and again.
create or replace function app.report_throttled(wanted text, sent_seconds_ago double precision, pause_seconds double precision,
    start_rate double precision, start_burst double precision, min_rate double precision)
  returns void
  language plpgsql volatile security definer set search_path = ''
  as $$
declare
  b accounts_internal.rate_limit_buckets := app.filled_bucket(wanted, start_rate, start_burst);
  soon interval := make_interval(secs => greatest(5, 3 / b.rate));
  cut double precision;
begin
  if b.throttled_at is null or b.updated_at - make_interval(secs => sent_seconds_ago) > b.throttled_at then
    cut := case when b.throttled_at > b.updated_at - soon then 0.5 else 0.85 end;
    b.rate := greatest(min_rate, b.rate * cut);
    b.burst := greatest(1, b.burst * cut);
    b.throttled_at := b.updated_at;
  end if;
  update accounts_internal.rate_limit_buckets t set tokens = least(b.tokens, 1 - pause_seconds * b.rate), rate = b.rate, burst = b.burst,
    updated_at = b.updated_at, throttled_at = b.throttled_at
  where t.bucket = wanted;
end $$;

-- Buckets that nobody has used for a day.
create or replace function app.sweep_buckets() returns void
  language sql volatile security definer set search_path = ''
  as $$ delete from accounts_internal.rate_limit_buckets where updated_at < app.now() - interval '1 day' $$;

alter function app.filled_bucket(text, double precision, double precision) owner to accounts_owner;
revoke all on function app.filled_bucket(text, double precision, double precision) from public;
call accounts_internal.lend_to_worker('{lease_calls,report_throttled,sweep_buckets}');
