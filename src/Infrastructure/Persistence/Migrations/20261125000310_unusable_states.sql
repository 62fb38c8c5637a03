-- Whose a state is that could not be consumed, and why, so that their audit log has it. A function and not a grant, as with consuming.
create or replace function app.unusable_oauth_state(state bytea)
  returns table (user_id uuid, reason text)
  language sql stable security definer set search_path = ''
  as $$
    select s.user_id, case when s.used_at is not null then 'used' when s.expires_at <= app.now() then 'expired' else 'other_browser' end
    from public.oauth_states s join public.users u on u.id = s.user_id and u.deleted_at is null
    where s.state_hash = state
  $$;
call accounts_internal.lend_to_worker('{unusable_oauth_state}');
