-- The Python service's audit log: its rows stay as they are. Whose an entry is follows from its token, where that says so.

do $$
begin
  if accounts_internal.lacks('public.auth_audit_log', 'actor') then
    call accounts_internal.open_legacy('public.auth_audit_log', $columns$
      id uuid primary key default gen_random_uuid(),
      user_id uuid,
      actor jsonb not null default '{}',
      event_type text not null,
      event_status text not null,
      target_type text,
      target_id text,
      error_code text,
      error_message text,
      request_id text,
      trace_id text,
      ip_address inet,
      user_agent text,
      metadata jsonb not null default '{}',
      created_at timestamptz not null default app.now()
    $columns$);

    update public.auth_audit_log a set target_type = 'connection', target_id = to_jsonb(a) ->> 'token_id'
    where to_jsonb(a) ->> 'token_id' is not null;
    if to_regclass('public.oauth_tokens') is not null then
      update public.auth_audit_log a set user_id = u.id
      from public.oauth_tokens t join public.users u on u.id::text = to_jsonb(t) ->> 'user_id'
      where a.user_id is null and a.target_id = t.id::text;
    end if;

    call accounts_internal.close_legacy('public.auth_audit_log');
    call app.protect('public.auth_audit_log', 'user_id', 'select, insert');
  end if;
end $$;
