-- The current user's accounts with a tag. Row level security keeps @> out of the index on tags, as it does in app.accounts_with.
create or replace function app.accounts_tagged(tag text) returns uuid[]
  language sql stable security definer set search_path = ''
  as $$
  select coalesce(array_agg(a.id), '{}') from public.user_accounts a where a.user_id = app.current_user_id() and a.settings -> 'tags' @> to_jsonb(array[tag])
  $$;
alter function app.accounts_tagged(text) owner to accounts_owner;
revoke all on function app.accounts_tagged(text) from public;
grant execute on function app.accounts_tagged(text) to accounts_api;
