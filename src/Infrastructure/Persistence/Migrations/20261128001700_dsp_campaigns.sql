-- The campaigns of DSP advertisers as Amazon returned them last, and the requests to create some.
-- The frontend's project may have a table of this name: its columns keep their names, and its rows stay if their user exists.
create or replace procedure accounts_internal.adopt_campaigns()
  language plpgsql
  as $$
declare
  definition text := '
    id uuid primary key default gen_random_uuid(),
    user_id uuid not null references public.users (id) on delete cascade,
    account_id uuid references public.user_accounts (id) on delete cascade,
    campaign_id text not null,
    campaign_name text not null,
    status text not null default ''unknown'',
    budget numeric(15,2),
    currency text,
    start_date date,
    end_date date,
    metadata jsonb not null default ''{}'',
    is_enabling boolean not null default false,
    version int not null default 0,
    pending jsonb,
    settles_at timestamptz,
    reserved_by uuid,
    reserved_until timestamptz,
    reserved_for uuid,
    created_at timestamptz not null default app.now(),
    updated_at timestamptz not null default app.now(),
    constraint dsp_campaigns_user_id_campaign_id_key unique (user_id, campaign_id)';
  strangers uuid[];
begin
  if accounts_internal.lacks('public.dsp_campaigns', 'is_enabling') then
    call accounts_internal.open_legacy('public.dsp_campaigns', definition);
    update public.dsp_campaigns c set user_id = a.user_id from public.user_accounts a where c.user_id is null and a.id = c.account_id;
    select array_agg(c.id) into strangers from public.dsp_campaigns c left join public.users u on u.id = c.user_id
      left join public.user_accounts a on a.id = c.account_id
      where u.id is null or c.campaign_id is null or (c.account_id is not null and a.user_id is distinct from c.user_id);
    call accounts_internal.set_aside('public.dsp_campaigns', strangers, 'its account or user does not exist, or they belong to different users');
    select array_agg(id) into strangers from (
      select id, row_number() over (partition by user_id, campaign_id order by updated_at desc nulls last, id) place from public.dsp_campaigns) ranked
      where place > 1;
    call accounts_internal.set_aside('public.dsp_campaigns', strangers, 'a newer row has the same campaign');
    update public.dsp_campaigns set campaign_name = coalesce(campaign_name, campaign_id), status = coalesce(lower(status), 'unknown'),
      updated_at = to_timestamp(0); -- when the row was written, not when Amazon changed the campaign
    call accounts_internal.close_legacy('public.dsp_campaigns');
  elsif to_regclass('public.dsp_campaigns') is null then
    execute format('create table public.dsp_campaigns (%s)', definition);
  end if;
end $$;
revoke all on procedure accounts_internal.adopt_campaigns() from public;

call accounts_internal.adopt_campaigns();
drop procedure accounts_internal.adopt_campaigns();

create index if not exists dsp_campaigns_newest on public.dsp_campaigns (user_id, account_id, created_at desc, id desc);
call app.protect('public.dsp_campaigns', 'user_id', 'select, insert, update');

create table if not exists public.campaign_creations (
  id uuid primary key, -- the operation id of the request's idempotency key, or a new one
  user_id uuid not null references public.users (id) on delete cascade,
  account_id uuid not null references public.user_accounts (id) on delete cascade,
  campaign_name text not null,
  request jsonb not null,
  status text not null check (status in ('sending', 'created', 'refused')),
  first_sent_at timestamptz not null,
  sent_at timestamptz not null, -- of the last attempt; stored before the call
  campaign_id text
);
-- Of one name, one creation at a time has an unknown outcome.
create unique index if not exists campaign_creations_unresolved on public.campaign_creations (user_id, account_id, campaign_name)
  where status = 'sending';
create index if not exists campaign_creations_campaign on public.campaign_creations (user_id, campaign_id) where campaign_id is not null;
call app.protect('public.campaign_creations', 'user_id', 'select, insert, update');

-- When all campaigns of an advertiser were last read from Amazon.
create table if not exists public.dsp_campaign_reads (
  user_id uuid not null references public.users (id) on delete cascade,
  account_id uuid not null references public.user_accounts (id) on delete cascade,
  read_at timestamptz not null,
  primary key (user_id, account_id)
);
call app.protect('public.dsp_campaign_reads', 'user_id', 'select, insert, update');

-- Amazon's reads lag behind its writes: a row that is newer stays, and so does one that is the same. Until a change of this service has settled, a
-- row with the same time may be older.
create or replace function app.store_campaigns(owner uuid, account uuid, rows jsonb) returns void
  language sql volatile set search_path = ''
  as $$
    insert into public.dsp_campaigns as c (user_id, account_id, campaign_id, campaign_name, status, budget, currency, start_date, end_date, metadata,
                                           created_at, updated_at)
      select owner, account, r.campaign_id, r.campaign_name, r.status, r.budget, r.currency, r.start_date, r.end_date, r.metadata,
             r.created_at, r.updated_at
      from jsonb_to_recordset(rows) as r (campaign_id text, campaign_name text, status text, budget numeric, currency text, start_date date,
                                          end_date date, metadata jsonb, created_at timestamptz, updated_at timestamptz)
    on conflict (user_id, campaign_id) do update
      set account_id = excluded.account_id, campaign_name = excluded.campaign_name, status = excluded.status, budget = excluded.budget,
          currency = excluded.currency, start_date = excluded.start_date, end_date = excluded.end_date,
          metadata = c.metadata || excluded.metadata, created_at = excluded.created_at, updated_at = excluded.updated_at, version = c.version + 1
      where (c.updated_at < excluded.updated_at or (c.updated_at = excluded.updated_at and coalesce(c.settles_at < app.now(), true)))
        and (c.account_id, c.campaign_name, c.status, c.budget, c.currency, c.start_date, c.end_date, c.metadata, c.created_at, c.updated_at)
            is distinct from (excluded.account_id, excluded.campaign_name, excluded.status, excluded.budget, excluded.currency, excluded.start_date,
                              excluded.end_date, c.metadata || excluded.metadata, excluded.created_at, excluded.updated_at)
  $$;
call accounts_internal.open_to_api('{store_campaigns}');
