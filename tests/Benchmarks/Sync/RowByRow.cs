using System.Text.Json;
using Accounts.Benchmarks.Frame;
using Accounts.TestKit.Harness;

namespace Accounts.Benchmarks.Sync;

/// <summary>How the service before this one stored a listing: looks for each account, then writes it.</summary>
internal static class RowByRow
{
    public static async Task RunAsync(World world, Guid user)
    {
        using var client = new BareClient(world);
        await foreach (var page in client.PagesAsync())
        {
            foreach (var account in page.EnumerateArray()) await StoreAsync(world, user, account);
        }
    }

    private static async Task StoreAsync(World world, Guid user, JsonElement account)
    {
        var id = account.GetProperty("adsAccountId").GetString()!;
        var known = await world.Database.Owner.ScalarAsync<Guid>("select id from public.user_accounts where user_id = $1 and amazon_account_id = $2", user, id);
        known.ShouldBe(Guid.Empty);
        await world.Database.Owner.ExecuteAsync(
            """
            insert into public.user_accounts (user_id, amazon_account_id, account_name, status, api_status, sync_status, last_synced_at, metadata)
            values ($1, $2, $3, 'active', $4, 'completed', now(), jsonb_build_object('country_codes', $5::jsonb, 'alternate_ids', $6::jsonb))
            """,
            user, id, account.GetProperty("accountName").GetString()!, account.GetProperty("status").GetString()!,
            account.GetProperty("countryCodes").GetRawText(), account.GetProperty("alternateIds").GetRawText());
    }
}
