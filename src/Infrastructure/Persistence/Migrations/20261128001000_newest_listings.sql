-- The newest complete listing of each kind and subject. A list of accounts joins one row per account instead of searching the history of scopes.
create table if not exists public.newest_listings (
  user_id uuid not null references public.users (id) on delete cascade,
  connection_id uuid not null references public.oauth_tokens (id) on delete cascade,
  kind text not null,
  subject text not null, -- the agency profile of DSP advertisers, the region of other lists, empty for the global list
  completed_at timestamptz not null,
  primary key (connection_id, kind, subject)
);
call app.protect('public.newest_listings', 'user_id', 'select, insert, update');

create or replace function app.keep_newest_listing() returns trigger language plpgsql as $$
begin
  insert into public.newest_listings as l (user_id, connection_id, kind, subject, completed_at)
  values (new.user_id, new.connection_id, new.kind, coalesce(new.profile_id, new.region, ''), new.completed_at)
  on conflict (connection_id, kind, subject) do update set completed_at = excluded.completed_at where l.completed_at < excluded.completed_at;
  return null;
end $$;
alter function app.keep_newest_listing() owner to accounts_owner;
revoke all on function app.keep_newest_listing() from public;

drop trigger if exists newest_listing on public.sync_scopes;
create trigger newest_listing after insert or update of completed_at on public.sync_scopes
  for each row when (new.status = 'completed' and new.completed_at is not null) execute function app.keep_newest_listing();

insert into public.newest_listings (user_id, connection_id, kind, subject, completed_at)
select s.user_id, s.connection_id, s.kind, coalesce(s.profile_id, s.region, ''), max(s.completed_at)
from public.sync_scopes s where s.status = 'completed' and s.completed_at is not null
group by 1, 2, 3, 4
on conflict do nothing;
