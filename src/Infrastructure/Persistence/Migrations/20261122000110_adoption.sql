-- What taking over the Python service's tables needs; the adopt_… files use it. On an empty database they find nothing to do.
-- The pattern: if our column is lacking, open the table (our columns appear, old guards go), move the rows, close it (our rules apply).
-- One do block each, so that a table is adopted whole or not at all, and a second run finds nothing lacking.

-- Rows that have no place in the new tables. Nothing is thrown away, and no token is ever written here.
create table if not exists accounts_internal.legacy_leftovers (
  id bigint generated always as identity primary key,
  table_name text not null,
  row jsonb not null,
  reason text not null,
  set_aside_at timestamptz not null default app.now()
);
alter table accounts_internal.legacy_leftovers owner to accounts_owner;

create or replace function accounts_internal.lacks(target text, wanted text) returns boolean
  language sql stable
  as $$
    select to_regclass(target) is not null
       and not exists (select from pg_attribute where attrelid = to_regclass(target) and attname = wanted and not attisdropped)
  $$;

-- Closes a table to everybody but whoever migrates: the old policies contradict each other, and default grants are wide open.
create or replace procedure accounts_internal.disarm(target regclass)
  language plpgsql
  as $$
declare
  holder name := (select pg_get_userbyid(relowner) from pg_class where oid = target);
  found record;
begin
  if not pg_has_role(current_user, holder, 'usage') then
    raise exception 'Table % belongs to %, and % may not change it.', target, holder, current_user
      using hint = format('Migrate as %I, or ask an administrator to run: grant %I to %I', holder, holder, current_user);
  end if;

  execute format('alter table %s no force row level security', target); -- or an owner's updates would silently reach no row
  execute format('alter table %s disable row level security', target);
  for found in select polname from pg_policy where polrelid = target loop
    execute format('drop policy %I on %s', found.polname, target);
  end loop;
  for found in
    select t.tgname from pg_trigger t join pg_proc p on p.oid = t.tgfoid
    where t.tgrelid = target and not t.tgisinternal
      and p.proname in ('update_updated_at_column', 'ensure_single_default_account', 'update_last_managed_at')
  loop
    execute format('drop trigger %I on %s', found.tgname, target);
  end loop;
  execute format('revoke all on %s from public', target);
  for found in select rolname from pg_roles where rolname in ('anon', 'authenticated') loop
    execute format('revoke all on %s from %I', target, found.rolname);
  end loop;
end $$;

-- Gives an old table the columns of the definition, which is that of its create table: missing ones appear empty, narrow ones widen.
-- Constraints and indexes go, whatever they are called, all but the primary key; columns we do not know stop being required.
create or replace procedure accounts_internal.open_legacy(target regclass, definition text)
  language plpgsql set search_path = ''
  as $$
declare
  found record;
begin
  call accounts_internal.disarm(target);
  execute 'create schema accounts_template';
  execute format('create table accounts_template.%I (%s)', (select relname from pg_catalog.pg_class where oid = target), definition);

  for found in select conname from pg_constraint where conrelid = target and contype in ('c', 'u', 'f', 'x') loop
    execute format('alter table %s drop constraint %I', target, found.conname);
  end loop;
  for found in select indexrelid::regclass as name from pg_index where indrelid = target and not indisprimary loop
    execute format('drop index %s', found.name);
  end loop;
  for found in select attname from pg_attribute where attrelid = target and attnum > 0 and not attisdropped and attname <> 'id' loop
    execute format('alter table %s alter %I drop default, alter %I drop not null', target, found.attname, found.attname);
  end loop;

  for found in select * from accounts_internal.template_columns(target) loop
    if found.held is null then
      execute format('alter table %s add column %I %s', target, found.name, found.type);
    elsif found.held <> found.type then
      execute format('alter table %s alter %I type %s using %s', target, found.name, found.type, case
        when found.held = 'timestamp without time zone' then format('%I at time zone ''UTC''', found.name)
        when found.type = 'jsonb' and found.held <> 'json' then format('to_jsonb(%I)', found.name)
        else format('%I::%s', found.name, found.type)
      end);
    end if;
  end loop;
end $$;

-- What the definition says beyond types applies from here on: defaults, required values, constraints; and ours is the table.
create or replace procedure accounts_internal.close_legacy(target regclass)
  language plpgsql set search_path = ''
  as $$
declare
  found record;
begin
  for found in select * from accounts_internal.template_columns(target) loop
    if found.preset is not null then
      execute format('alter table %s alter %I set default %s', target, found.name, found.preset);
      if found.required then
        execute format('update %s set %I = default where %I is null', target, found.name, found.name);
      end if;
    end if;
    if found.required then
      execute format('alter table %s alter %I set not null', target, found.name);
    end if;
  end loop;

  for found in
    select conname, pg_get_constraintdef(oid) as rule from pg_constraint
    where conrelid = (select format('accounts_template.%I', relname)::regclass from pg_class where oid = target) and contype in ('c', 'u', 'f')
  loop
    execute format('alter table %s add constraint %I %s', target, found.conname, found.rule);
  end loop;

  execute 'drop schema accounts_template cascade';
  execute format('alter table %s owner to accounts_owner', target);
end $$;

create or replace function accounts_internal.template_columns(target regclass)
  returns table (name name, type text, required boolean, preset text, held text)
  language sql stable set search_path = ''
  as $$
    select t.attname, format_type(t.atttypid, t.atttypmod), t.attnotnull, pg_get_expr(d.adbin, d.adrelid),
           case when h.attname is not null then format_type(h.atttypid, h.atttypmod) end
    from pg_attribute t
    left join pg_attrdef d on d.adrelid = t.attrelid and d.adnum = t.attnum
    left join pg_attribute h on h.attrelid = target and h.attname = t.attname and not h.attisdropped
    where t.attrelid = (select format('accounts_template.%I', relname)::regclass from pg_class where oid = target)
      and t.attnum > 0 and not t.attisdropped
    order by t.attnum
  $$;

-- Keeps rows as they are and takes them out of their table, and before them the rows that point at them.
create or replace procedure accounts_internal.set_aside(target regclass, ids uuid[], why text)
  language plpgsql set search_path = ''
  as $$
declare
  child record;
  dependants uuid[];
begin
  if coalesce(cardinality(ids), 0) = 0 then return; end if;

  for child in
    select c.conrelid::regclass as name, a.attname as link
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.confrelid = target and c.contype = 'f' and cardinality(c.conkey) = 1 and c.confdeltype not in ('n', 'd')
  loop
    execute format('select array_agg(id) from %s where %I = any ($1)', child.name, child.link) into dependants using ids;
    call accounts_internal.set_aside(child.name, dependants, format('its row in %s was set aside', target));
  end loop;

  execute format('with gone as (delete from %s t where id = any ($1) returning to_jsonb(t) as row)
                  insert into accounts_internal.legacy_leftovers (table_name, row, reason) select $2, gone.row, $3 from gone', target)
    using ids, (select relname::text from pg_class where oid = target), why;
end $$;

revoke all on all routines in schema accounts_internal from public;

-- Before any table changes: a policy of one table may stand in the way of another's columns.
do $$
declare
  old regclass;
begin
  for old in
    select c.oid::regclass from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and pg_get_userbyid(c.relowner) <> 'accounts_owner'
      and c.relname in ('users', 'oauth_tokens', 'oauth_states', 'user_accounts', 'auth_audit_log', 'account_sync_history', 'application_config',
                        'user_settings', 'rate_limit_tracking', 'account_relationships', 'amc_instance_accounts', 'dsp_seats_sync_log')
  loop
    call accounts_internal.disarm(old);
  end loop;
end $$;
