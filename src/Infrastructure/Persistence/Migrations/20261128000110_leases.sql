-- Named leases: which instance does work that only one may do at a time, such as the rotation of keys.

create table if not exists accounts_internal.leases (
  name text primary key,
  owner text, -- the instance that holds it; null when released
  lease_until timestamptz
);
alter table accounts_internal.leases owner to accounts_owner;

-- Takes or extends a lease. Returns false while another owner holds it.
create or replace function app.take_lease(lease text, holder text, duration interval) returns boolean
  language sql volatile security definer set search_path = ''
  as $$
  with taken as (
    insert into accounts_internal.leases as l (name, owner, lease_until) values (lease, holder, app.now() + duration)
    on conflict (name) do update set owner = excluded.owner, lease_until = excluded.lease_until
      where l.owner is null or l.owner = excluded.owner or l.lease_until < app.now()
    returning 1
  )
  select exists (select from taken)
  $$;

create or replace function app.release_lease(lease text, holder text) returns void
  language sql volatile security definer set search_path = ''
  as $$ update accounts_internal.leases set owner = null, lease_until = null where name = lease and owner = holder $$;

call accounts_internal.lend_to_worker('{take_lease,release_lease}');
