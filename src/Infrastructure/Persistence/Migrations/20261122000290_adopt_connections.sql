-- The Python service's tokens become connections. What is Fernet text is copied unchanged, the columns it was in are emptied.
--   without a user   its callback stored tokens without a user: revoked and kept apart, never guessed to somebody
--   not active       revoked
--   several active   the newest stays, for each consent replaced the one before; the others are revoked
--   not encrypted    a plain or missing token was used as it was: it is emptied, and the user has to connect again
-- A Fernet text that no key opens looks like any other here; the first use finds out and asks the user to connect again.

do $$
declare
  emptied text;
begin
  if accounts_internal.lacks('public.oauth_tokens', 'version') then
    call accounts_internal.open_legacy('public.oauth_tokens', $columns$
      id uuid primary key default gen_random_uuid(),
      user_id uuid references public.users (id) on delete cascade,
      label text,
      region text not null check (region in ('NA', 'EU', 'FE')),
      encrypted_access_token text,
      encrypted_refresh_token text,
      token_type text not null default 'bearer',
      expires_at timestamptz,
      scope text,
      status text not null default 'active' check (status in ('active', 'needs_reauth', 'revoked')),
      refresh_count int not null default 0,
      last_refresh timestamptz,
      refresh_failure_count int not null default 0,
      last_refresh_error text,
      next_refresh_at timestamptz,
      proactive_refresh_enabled boolean not null default true,
      refresh_lease_owner text,
      refresh_lease_until timestamptz,
      version int not null default 0,
      created_at timestamptz not null default app.now(),
      updated_at timestamptz not null default app.now(),
      constraint oauth_tokens_known_user check (user_id is not null or status = 'revoked')
    $columns$);

    with written as (
      select t.id, to_jsonb(t) as row, u.id as user_id,
             coalesce(nullif(to_jsonb(t) ->> 'access_token', ''), t.encrypted_access_token) as access,
             coalesce(nullif(to_jsonb(t) ->> 'refresh_token', ''), t.encrypted_refresh_token) as refresh,
             case when to_jsonb(t) ? 'is_active' then coalesce((to_jsonb(t) ->> 'is_active')::boolean, false) else true end as in_use
      from public.oauth_tokens t
      left join public.users u on u.id = t.user_id
    ), read as (
      select *, coalesce(access ~ '^\s*gAAAAA[A-Za-z0-9_-]+=*\s*$', false) as access_encrypted,
             coalesce(refresh ~ '^\s*gAAAAA[A-Za-z0-9_-]+=*\s*$', false) as refresh_encrypted,
             row_number() over (partition by user_id, in_use
               order by coalesce(row ->> 'updated_at', row ->> 'created_at')::timestamptz desc nulls last, id) as place
      from written
    ), judged as (
      select *, case when user_id is null then 'without_user'
                     when not in_use then 'inactive'
                     when place > 1 then 'superseded'
                     when not refresh_encrypted or access ~ '\S' and not access_encrypted then 'token_unreadable'
                     else 'adopted' end as verdict
      from read
    ), moved as (
      update public.oauth_tokens t set
        user_id = j.user_id,
        region = coalesce(case when t.region in ('NA', 'EU', 'FE') then t.region end, 'NA'),
        status = case j.verdict when 'adopted' then 'active' when 'token_unreadable' then 'needs_reauth' else 'revoked' end,
        encrypted_access_token = case when j.verdict in ('adopted', 'token_unreadable') and j.access_encrypted then j.access end,
        encrypted_refresh_token = case when j.verdict in ('adopted', 'token_unreadable') and j.refresh_encrypted then j.refresh end,
        expires_at = case when j.verdict in ('adopted', 'token_unreadable') and j.access_encrypted then t.expires_at end,
        last_refresh = coalesce(t.last_refresh, (j.row ->> 'last_refresh_at')::timestamptz),
        last_refresh_error = case when j.verdict = 'token_unreadable' then j.verdict else t.last_refresh_error end
      from judged j where j.id = t.id
      returning t.id, t.user_id, t.status, j.verdict, j.row
    )
    insert into public.auth_audit_log (user_id, actor, event_type, event_status, target_type, target_id, error_code, metadata)
    select user_id, '{"migration": "adoption"}', 'connection.adopt', case when verdict in ('token_unreadable', 'without_user') then 'failure' else 'success' end,
           'connection', id::text, nullif(verdict, 'adopted'),
           jsonb_build_object('status', status, 'before', jsonb_strip_nulls(jsonb_build_object(
             'user_id', row -> 'user_id', 'user_account_id', row -> 'user_account_id', 'is_active', row -> 'is_active')))
    from moved;

    for emptied in
      select attname from pg_attribute where attrelid = 'public.oauth_tokens'::regclass and not attisdropped
        and attname in ('access_token', 'refresh_token', 'last_refresh_at', 'is_active')
    loop
      execute format('update public.oauth_tokens set %I = null', emptied);
    end loop;

    call accounts_internal.close_legacy('public.oauth_tokens');
    call app.protect('public.oauth_tokens', 'user_id', 'select, insert, update');
  end if;

  -- Journeys to the consent page live ten minutes: the old ones are not worth keeping.
  if accounts_internal.lacks('public.oauth_states', 'state_hash') then
    drop table public.oauth_states;
  end if;
end $$;
