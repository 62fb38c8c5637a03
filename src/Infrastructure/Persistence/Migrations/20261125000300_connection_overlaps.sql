-- Which profiles a connection's newest complete listing showed, region by region: what the listings have seen is swept after a day, and a
-- login may be listed as seldom as once a week. One row a region, written only when it says something else.

create table if not exists accounts_internal.connection_reach (
  user_id uuid not null references public.users (id) on delete cascade,
  connection_id uuid not null references public.oauth_tokens (id) on delete cascade,
  region text not null check (region in ('NA', 'EU', 'FE')),
  profiles text[] not null,
  updated_at timestamptz not null default app.now(),
  primary key (user_id, connection_id, region)
);
call app.protect('accounts_internal.connection_reach', 'user_id', 'select, insert, update');

-- Of a profiles listing there is one page, so that its scope is complete when that is stored, and in the same transaction.
create or replace function app.remember_reach() returns trigger
  language plpgsql
  as $$
begin
  insert into accounts_internal.connection_reach as r (user_id, connection_id, region, profiles)
    select new.user_id, new.connection_id, new.region, coalesce(array_agg(seen.amazon_id order by seen.amazon_id), '{}')
    from accounts_internal.sync_seen seen where seen.scope_id = new.listing_id
    on conflict (user_id, connection_id, region) do update set profiles = excluded.profiles, updated_at = app.now()
    where r.profiles is distinct from excluded.profiles;
  return null;
end $$;
drop trigger if exists remember_reach on public.sync_scopes;
create trigger remember_reach after update on public.sync_scopes
  for each row when (new.kind = 'profiles' and new.status = 'completed' and old.status <> 'completed') execute function app.remember_reach();

-- Pairs of the current user's live connections that reach the same profiles, each both ways round.
create or replace function app.connection_overlaps()
  returns table (connection_id uuid, other_id uuid, profiles int)
  language sql stable
  as $$
  with reached as (
    select r.connection_id, p.id
    from accounts_internal.connection_reach r
    join public.oauth_tokens t on t.id = r.connection_id and t.status <> 'revoked'
    cross join unnest(r.profiles) as p (id)
    where r.user_id = app.current_user_id()
  )
  select a.connection_id, b.connection_id, count(distinct a.id)::int
  from reached a join reached b on b.id = a.id and b.connection_id <> a.connection_id
  group by a.connection_id, b.connection_id
  $$;
revoke all on function app.connection_overlaps() from public;
grant execute on function app.connection_overlaps() to accounts_api;
