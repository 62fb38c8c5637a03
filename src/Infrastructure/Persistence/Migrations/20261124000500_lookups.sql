-- Row level security keeps an operator that is not leakproof, such as jsonb's @>, out of an index: the policy must be checked first. This
-- function looks as the tables' owner, whose policy hides nothing, and asks for the current user's rows itself.
create or replace function app.accounts_with(part jsonb) returns uuid[]
  language sql stable security definer set search_path = ''
  as $$
  select coalesce(array_agg(a.id), '{}') from public.user_accounts a where a.user_id = app.current_user_id() and a.metadata @> part
  $$;
alter function app.accounts_with(jsonb) owner to accounts_owner;
revoke all on function app.accounts_with(jsonb) from public;
grant execute on function app.accounts_with(jsonb) to accounts_api;

drop function if exists app.has_country(jsonb, text);

-- Plain SQL, so that the planner sees through it to the index on rows with errors.
create or replace function app.has_errors(metadata jsonb) returns boolean
  language sql immutable parallel safe
  as $$ select metadata -> 'errors' <> '{}'::jsonb $$;
