-- The Python service's users: an address may be missing or shared from now on.

do $$
begin
  if accounts_internal.lacks('public.users', 'clerk_updated_at') then
    call accounts_internal.open_legacy('public.users', $columns$
      id uuid primary key default gen_random_uuid(),
      clerk_user_id text not null unique,
      email text,
      first_name text,
      last_name text,
      profile_image_url text,
      last_login_at timestamptz,
      clerk_updated_at timestamptz,
      deleted_at timestamptz,
      created_at timestamptz not null default app.now(),
      updated_at timestamptz not null default app.now()
    $columns$);
    call accounts_internal.close_legacy('public.users');
    call app.protect('public.users', 'id', 'select, update');
  end if;
end $$;
