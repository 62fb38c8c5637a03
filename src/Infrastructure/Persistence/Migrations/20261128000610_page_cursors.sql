-- Amazon's page tokens that are too long to be part of an address, encrypted, each under the handle that a page token of the service contains.

create table if not exists accounts_internal.page_cursors (
  id uuid primary key,
  user_id uuid not null references public.users (id) on delete cascade,
  cursor text not null,
  created_at timestamptz not null default app.now()
);
create index if not exists page_cursors_age on accounts_internal.page_cursors (created_at);
call app.protect('accounts_internal.page_cursors', 'user_id', 'select, insert');

create or replace function app.sweep_page_cursors(keep_for interval) returns void
  language sql volatile security definer set search_path = ''
  as $$ delete from accounts_internal.page_cursors where created_at < app.now() - keep_for $$;

call accounts_internal.lend_to_worker('{sweep_page_cursors}');
