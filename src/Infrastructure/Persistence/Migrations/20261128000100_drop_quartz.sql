-- Drops the tables of the former scheduler. The present one stores nothing in the database.
do $$
declare
  quartz_table text;
begin
  for quartz_table in select tablename from pg_tables where schemaname = 'accounts_internal' and tablename like 'qrtz\_%' loop
    execute format('drop table accounts_internal.%I cascade', quartz_table);
  end loop;
end
$$;
