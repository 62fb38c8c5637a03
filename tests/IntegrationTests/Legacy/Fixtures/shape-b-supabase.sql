-- What the same schema carried on Supabase: policies of three kinds that contradict each other, and helpers with their owner's rights.
create function public.current_clerk_user() returns text language sql stable as $$ select nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub' $$;
create function public.my_tokens(clerk_id text) returns setof oauth_tokens language sql stable security definer
  as $$ select t.* from oauth_tokens t join users u on u.id = t.user_id where u.clerk_user_id = clerk_id $$;

alter table users enable row level security;
alter table user_accounts enable row level security;
alter table user_accounts force row level security;
alter table oauth_tokens enable row level security;
create policy "Users can view own data" on users for select using (auth.uid()::text = clerk_user_id);
create policy users_by_clerk on users to authenticated using (clerk_user_id = public.current_clerk_user());
create policy "Service role full access" on users to service_role using (true) with check (true);
create policy "Users manage own accounts" on user_accounts to authenticated
  using (user_id in (select id from users where clerk_user_id = public.current_clerk_user()) and status <> 'disabled');
create policy anybody on user_accounts for select to anon using (true);
create policy allow_all on oauth_tokens using (true) with check (true);
create policy allow_all on auth_audit_log using (true);
