-- Preferences of users. An adopted table keeps its rows. The default account is not stored here: it is the account with is_default.
do $$
declare
  definition constant text := $columns$
    id uuid primary key default gen_random_uuid(),
    user_id uuid not null unique references public.users (id) on delete cascade,
    preferences jsonb not null default '{}',
    version int not null default 0, -- incremented by each change
    created_at timestamptz not null default app.now(),
    updated_at timestamptz not null default app.now()
  $columns$;
begin
  if to_regclass('public.user_settings') is null then
    execute format('create table public.user_settings (%s)', definition);
  elsif accounts_internal.lacks('public.user_settings', 'version') then
    call accounts_internal.open_legacy('public.user_settings', definition);
    call accounts_internal.close_legacy('public.user_settings');
  end if;
  call app.protect('public.user_settings', 'user_id', 'select, insert, update');
end $$;
