using Accounts.Benchmarks.Frame;
using Accounts.TestKit.Harness;

namespace Accounts.Benchmarks.Sync;

/// <summary>The baseline of a sync: reads all pages, then stores them in one statement.</summary>
internal static class BulkUpsert
{
    public static async Task RunAsync(World world, RowOwner owner)
    {
        using var client = new BareClient(world);
        var pages = new List<string>();
        await foreach (var page in client.PagesAsync()) pages.Add(page.GetRawText());

        await world.Database.Owner.ExecuteAsync(
            """
            insert into public.user_accounts (user_id, connection_id, amazon_account_id, account_name, status, api_status, sync_status,
              last_synced_at, metadata)
            select $1, $2, listed->>'adsAccountId', listed->>'accountName', 'active', listed->>'status', 'completed', now(), jsonb_build_object(
              'country_codes', listed->'countryCodes', 'alternate_ids', listed->'alternateIds', 'errors', coalesce(listed->'errors', '{}'))
            from unnest($3::text[]) as page cross join lateral jsonb_array_elements(page::jsonb) as listed
            on conflict (user_id, amazon_account_id) do update set
              connection_id = excluded.connection_id, account_name = excluded.account_name, status = excluded.status,
                api_status = excluded.api_status,
              sync_status = excluded.sync_status, last_synced_at = excluded.last_synced_at, metadata = excluded.metadata
            """, owner.User, owner.Connection, pages.ToArray());
    }
}
