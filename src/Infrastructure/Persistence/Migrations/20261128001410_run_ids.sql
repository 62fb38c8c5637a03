-- The caller chooses the id of a run, so that a repeated request finds the run that it queued before.
drop function if exists app.queue_run(uuid, text, uuid[], text[], jsonb, boolean, interval);

create or replace function app.queue_run(
    person uuid, run_trigger text, connections uuid[], types text[], scopes jsonb, from_the_start boolean, again_after interval,
    run_id uuid default gen_random_uuid(), out id uuid, out started_at timestamptz, out is_new boolean)
  language plpgsql volatile
  as $$
declare
  run public.account_sync_history;
begin
  loop
    insert into public.account_sync_history (id, user_id, connection_ids, sync_type, sync_status, phase, account_types, afresh)
      values (run_id, person, connections, run_trigger, 'queued', 'queued', types, from_the_start)
      on conflict (user_id) where sync_status in ('queued', 'in_progress') do nothing
      returning * into run;
    is_new := run.id is not null;
    exit when is_new;
    select * into run from public.account_sync_history h where h.user_id = person and h.sync_status in ('queued', 'in_progress');
    exit when run.id is not null; -- else the live run has ended in between
  end loop;
  id := run.id;
  started_at := run.started_at;
  if not is_new then return; end if;

  -- A run ends before its job does. The worker of the previous one finds its job ended and leaves it alone.
  update accounts_internal.jobs j set status = 'succeeded', owner = null, lease_until = null, completed_at = app.now(), updated_at = app.now()
    where j.user_id = person and j.kind = 'sync' and j.key = '' and j.status in ('queued', 'running');
  insert into accounts_internal.jobs (id, user_id, kind) values (run.id, person, 'sync');
  perform app.open_scopes(run, scopes);
  -- In this transaction, so that the next run follows even if this one never ends.
  update public.oauth_tokens t set next_sync_at = app.now() + again_after where t.id = any (connections) and t.user_id = person;
end $$;
call accounts_internal.open_to_api('{queue_run}');
