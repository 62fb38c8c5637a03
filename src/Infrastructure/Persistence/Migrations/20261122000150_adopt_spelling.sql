-- Statuses and kinds of the Python service are compared without regard to case: those in another case are rewritten before the adopt_… files
-- compare them. A column that is all lower case, or adopted already, is left alone.

do $$
declare
  old record;
  differs boolean;
  found record;
begin
  for old in
    select c.oid::regclass as target, a.attname as column, a.attnum
    from (values ('user_accounts', 'missed_listings', '{status,account_type,sync_status}'::text[]),
                 ('account_sync_history', 'connection_ids', '{sync_type,sync_status}'),
                 ('dsp_seats_sync_log', 'user_id', '{sync_status}')) as adopted (name, ours, columns)
    join pg_class c on c.oid = to_regclass('public.' || adopted.name)
    join pg_attribute a on a.attrelid = c.oid and a.attname = any (adopted.columns) and not a.attisdropped
    where accounts_internal.lacks('public.' || adopted.name, adopted.ours)
  loop
    execute format('select exists (select from %s where %I::text <> lower(%I::text))', old.target, old.column, old.column) into differs;
    continue when not differs;

    for found in select conname from pg_constraint where conrelid = old.target and contype = 'c' and conkey @> array[old.attnum] loop
      execute format('alter table %s drop constraint %I', old.target, found.conname);
    end loop;
    execute format('alter table %s alter %I drop default, alter %I type text using lower(%I::text)', old.target, old.column, old.column, old.column);
  end loop;
end $$;
