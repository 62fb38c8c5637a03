-- Generated from a migrated database; do not edit. These are the functions as they are now. Only the files in ../Migrations are applied.
-- To regenerate: UPDATE_FUNCTIONS=1 dotnet test --project tests/IntegrationTests --filter-class '*.FunctionSnapshotTests'

CREATE OR REPLACE FUNCTION app.store_campaigns(owner uuid, account uuid, rows jsonb)
 RETURNS void
 LANGUAGE sql
 SET search_path TO ''
AS $function$
    insert into public.dsp_campaigns as c (user_id, account_id, campaign_id, campaign_name, status, budget, currency, start_date, end_date, metadata,
                                           created_at, updated_at)
      select owner, account, r.campaign_id, r.campaign_name, r.status, r.budget, r.currency, r.start_date, r.end_date, r.metadata,
             r.created_at, r.updated_at
      from jsonb_to_recordset(rows) as r (campaign_id text, campaign_name text, status text, budget numeric, currency text, start_date date,
                                          end_date date, metadata jsonb, created_at timestamptz, updated_at timestamptz)
    on conflict (user_id, campaign_id) do update
      set account_id = excluded.account_id, campaign_name = excluded.campaign_name, status = excluded.status, budget = excluded.budget,
          currency = excluded.currency, start_date = excluded.start_date, end_date = excluded.end_date,
          metadata = c.metadata || excluded.metadata, created_at = excluded.created_at, updated_at = excluded.updated_at, version = c.version + 1
      where (c.updated_at < excluded.updated_at or (c.updated_at = excluded.updated_at and coalesce(c.settles_at < app.now(), true)))
        and (c.account_id, c.campaign_name, c.status, c.budget, c.currency, c.start_date, c.end_date, c.metadata, c.created_at, c.updated_at)
            is distinct from (excluded.account_id, excluded.campaign_name, excluded.status, excluded.budget, excluded.currency, excluded.start_date,
                              excluded.end_date, c.metadata || excluded.metadata, excluded.created_at, excluded.updated_at)
  $function$;
