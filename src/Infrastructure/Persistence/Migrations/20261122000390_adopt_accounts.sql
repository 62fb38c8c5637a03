-- The Python service's accounts. A row keeps its id and its meaning; a sync later renews what Amazon knows better.

-- Metadata was written over time in two spellings. Where both say the same, or one says nothing, one remains; where they differ,
-- the camelCase one stays beside it under its own name. Keys we do not know stay as they are.
create or replace function accounts_internal.adopted_metadata(old jsonb) returns jsonb
  language plpgsql immutable
  as $$
declare
  empty constant jsonb[] := array['null', '""', '[]', '{}']::jsonb[];
  data jsonb := case when jsonb_typeof(old) = 'object' then old
                     when old is null or old = 'null' then '{}'
                     else jsonb_build_object('legacy_value', old) end;
  snake text;
  camel text;
begin
  -- Ids are text: these exceed what a JSON number safely holds. (Inside a string a quote is escaped, so this never matches there.)
  data := regexp_replace(data::text, '"(profileId|profile_id)": (-?\d+)(?=[,}])', '"\1": "\2"', 'g')::jsonb;

  foreach snake in array array['alternate_ids', 'country_codes', 'country_code', 'profile_id', 'api_status'] loop
    camel := replace(initcap(replace(snake, '_', ' ')), ' ', '');
    camel := lower(left(camel, 1)) || substr(camel, 2);
    continue when not data ? camel;
    if not data ? snake or data -> snake = any (empty) then
      data := data - camel || jsonb_build_object(snake, data -> camel);
    elsif data -> camel = data -> snake or data -> camel = any (empty) then
      data := data - camel;
    end if;
  end loop;

  if jsonb_typeof(data -> 'alternate_ids') = 'array' then
    data := jsonb_set(data, '{alternate_ids}', (
      select coalesce(jsonb_agg(case when jsonb_typeof(id) <> 'object' then id else (id - array['country_code', 'profile_id', 'entity_id'])
               || jsonb_build_object('countryCode', coalesce(id -> 'countryCode', id -> 'country_code'),
                                     'profileId', coalesce(id -> 'profileId', id -> 'profile_id'),
                                     'entityId', coalesce(id -> 'entityId', id -> 'entity_id')) end order by place), '[]')
      from jsonb_array_elements(data -> 'alternate_ids') with ordinality as ids (id, place)));
    if coalesce(data -> 'country_codes', 'null') = any (empty) then
      data := jsonb_set(data, '{country_codes}', (
        select coalesce(jsonb_agg(code order by place), '[]')
        from (select id ->> 'countryCode' as code, min(place) as place
              from jsonb_array_elements(data -> 'alternate_ids') with ordinality as ids (id, place) group by 1) codes
        where code is not null));
    end if;
  end if;

  -- Whoever reads a row finds every key.
  return '{"region": null, "currency_code": null, "timezone": null, "profile_type": null}'::jsonb || data || jsonb_build_object(
    'alternate_ids', coalesce(nullif(data -> 'alternate_ids', 'null'), '[]'),
    'country_codes', coalesce(nullif(data -> 'country_codes', 'null'), '[]'),
    'errors', coalesce(nullif(data -> 'errors', 'null'), '{}'),
    'country_code', coalesce(nullif(data -> 'country_code', 'null'), data -> 'country_codes' -> 0));
end $$;

do $$
declare
  misfits uuid[];
begin
  if accounts_internal.lacks('public.user_accounts', 'missed_listings') then
    call accounts_internal.open_legacy('public.user_accounts', $columns$
      id uuid primary key default gen_random_uuid(),
      user_id uuid not null references public.users (id) on delete cascade,
      connection_id uuid references public.oauth_tokens (id) on delete set null,
      account_name text not null,
      amazon_account_id text not null,
      marketplace_id text,
      account_type text not null default 'advertising' check (account_type in ('advertising', 'dsp', 'amc')),
      is_default boolean not null default false,
      status text not null check (status in ('active', 'pending', 'suspended', 'inactive', 'disconnected', 'error')),
      api_status text,
      region text check (region in ('NA', 'EU', 'FE')),
      profile_id text,
      entity_id text,
      connected_at timestamptz not null default app.now(),
      last_synced_at timestamptz,
      missing_since timestamptz,
      missed_listings int not null default 0,
      sync_status text not null default 'pending' check (sync_status in ('pending', 'in_progress', 'completed', 'failed')),
      sync_error_message text,
      sync_retry_count int not null default 0,
      next_sync_at timestamptz,
      metadata jsonb not null default '{}',
      settings jsonb not null default '{}',
      created_at timestamptz not null default app.now(),
      updated_at timestamptz not null default app.now(),
      unique (user_id, amazon_account_id)
    $columns$);

    misfits := array(select a.id from public.user_accounts a where not exists (select from public.users u where u.id = a.user_id));
    call accounts_internal.set_aside('public.user_accounts', misfits, 'its user does not exist');
    misfits := array(
      select id from (select id, row_number() over (partition by user_id, amazon_account_id order by updated_at desc nulls last, id) as place
                      from public.user_accounts) ranked where place > 1);
    call accounts_internal.set_aside('public.user_accounts', misfits, 'the user has a newer row of the same account');

    update public.user_accounts a set
      connection_id = (select t.id from public.oauth_tokens t where t.user_id = a.user_id and t.status <> 'revoked'),
      account_type = case when a.account_type in ('dsp', 'amc') then a.account_type else 'advertising' end,
      is_default = coalesce(m.is_main, false),
      status = case when a.status = 'disabled' then 'suspended'
                    when a.status = 'partial' then 'active'
                    when a.status in ('active', 'pending', 'suspended', 'inactive', 'disconnected') then a.status
                    else 'pending' end,
      api_status = coalesce(a.api_status, m.data ->> 'api_status'),
      region = case when m.data ->> 'region' in ('NA', 'EU', 'FE') then m.data ->> 'region' end,
      profile_id = coalesce(a.profile_id, m.data ->> 'profile_id'),
      connected_at = coalesce(a.connected_at, a.created_at),
      sync_status = nullif(a.sync_status, 'in_progress'), -- whoever was at it is gone
      metadata = m.data || case when a.account_type in ('vendor', 'seller') then jsonb_build_object('profile_type', a.account_type) else '{}' end
    from (
      select id, accounts_internal.adopted_metadata(metadata) as data,
             is_default and row_number() over (partition by user_id, is_default
               order by status in ('active', 'partial') desc, updated_at desc nulls last, id) = 1 as is_main
      from public.user_accounts) m
    where m.id = a.id;

    call accounts_internal.close_legacy('public.user_accounts');
    call app.protect('public.user_accounts', 'user_id', 'select, insert, update');
  end if;
end $$;

drop function accounts_internal.adopted_metadata(jsonb);
