-- The Python service's sync history, one row an account: whose it is follows from the account. What was under way died with that service.

do $$
declare
  misfits uuid[];
begin
  if accounts_internal.lacks('public.account_sync_history', 'connection_ids') then
    call accounts_internal.open_legacy('public.account_sync_history', $columns$
      id uuid primary key default gen_random_uuid(),
      user_id uuid not null references public.users (id) on delete cascade,
      connection_ids uuid[] not null default '{}',
      sync_type text not null check (sync_type in ('manual', 'scheduled', 'callback', 'webhook')),
      sync_status text not null check (sync_status in ('queued', 'in_progress', 'success', 'partial', 'failed', 'cancelled', 'started')),
      phase text,
      progress jsonb not null default '{}',
      error_details jsonb,
      started_at timestamptz not null default app.now(),
      completed_at timestamptz,
      owner text,
      lease_until timestamptz,
      attempts int not null default 0,
      created_at timestamptz not null default app.now(),
      updated_at timestamptz not null default app.now()
    $columns$);

    update public.account_sync_history h set user_id = a.user_id
    from public.user_accounts a where a.id::text = to_jsonb(h) ->> 'user_account_id';
    misfits := array(select h.id from public.account_sync_history h where not exists (select from public.users u where u.id = h.user_id));
    call accounts_internal.set_aside('public.account_sync_history', misfits, 'its account does not exist');

    update public.account_sync_history h set
      sync_status = case when h.sync_status in ('started', 'queued', 'in_progress') then 'failed' else h.sync_status end,
      completed_at = coalesce(h.completed_at, case when h.sync_status in ('started', 'queued', 'in_progress') then app.now() end),
      phase = 'done',
      created_at = coalesce(h.created_at, h.started_at),
      updated_at = coalesce(h.updated_at, h.completed_at, h.started_at),
      progress = jsonb_strip_nulls(jsonb_build_object('accounts_seen', to_jsonb(h) -> 'accounts_synced', 'failed', to_jsonb(h) -> 'accounts_failed')),
      error_details = case
        when h.sync_status in ('started', 'queued', 'in_progress') then
          '[{"scope": "ads_accounts", "code": "sync.interrupted", "message": "The run was under way when the service was replaced."}]'
        when jsonb_typeof(h.error_details) in ('array', 'null') then h.error_details
        when h.error_details is not null then jsonb_build_array(jsonb_build_object('scope', 'ads_accounts', 'code', 'sync.failed',
          'message', coalesce(h.error_details ->> 'message', h.error_details #>> '{}'), 'details', h.error_details))
      end;

    call accounts_internal.close_legacy('public.account_sync_history');
    call app.protect('public.account_sync_history', 'user_id', 'select, insert, update');
  end if;
end $$;
