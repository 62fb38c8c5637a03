using Accounts.Benchmarks.Frame;
using Accounts.TestKit.Harness;

namespace Accounts.Benchmarks.Lists;

/// <summary>Writes users, each with a connection and synced accounts of realistic size.</summary>
internal static class StoredAccounts
{
    /// <returns>The ids of the users, in the order of their Clerk ids.</returns>
    public static async Task<Guid[]> WriteAsync(World world, string[] clerkIds, int each)
    {
        await world.Database.Owner.ExecuteAsync(Insert, clerkIds, each);
        await world.Database.Owner.ExecuteAsync("analyze");
        return (await world.Database.Owner.ScalarAsync<Guid[]>(
            "select array_agg(u.id order by c.place) from unnest($1::text[]) with ordinality as c (id, place) "
                + "join public.users u on u.clerk_user_id = c.id", [clerkIds]))!;
    }

    private const string Insert =
        """
        with people as (
          insert into public.users (clerk_user_id) select unnest($1::text[]) on conflict (clerk_user_id) do update set updated_at = now() returning id
        ), connected as (
          insert into public.oauth_tokens (user_id, region, expires_at) select id, 'NA', now() + interval '1 hour' from people returning id, user_id
        ), listed as (
          insert into public.newest_listings (user_id, connection_id, kind, subject, completed_at) select user_id, id, 'ads_accounts', '', now()
            from connected
        )
        insert into public.user_accounts (
          user_id, connection_id, amazon_account_id, account_name, account_type, status, api_status, sync_status, last_synced_at, marketplace_id,
            region, metadata)
        select c.user_id, c.id, 'amzn1.ads-account.g.' || md5(c.id::text || n), 'Northwind Traders ' || n, 'advertising', 'active', 'CREATED',
          'completed', now(),
          'ATVPDKIKX0DER', 'NA', jsonb_build_object('country_code', 'US', 'country_codes', '["US","CA","MX"]'::jsonb, 'region', 'NA',
            'currency_code', 'USD',
            'timezone', 'America/Los_Angeles', 'errors', '{}'::jsonb, 'alternate_ids', jsonb_build_array(
              jsonb_build_object('countryCode', 'US', 'profileId', (1000000000 + n)::text, 'entityId', 'ENTITY' || n),
              jsonb_build_object('countryCode', 'CA', 'profileId', (2000000000 + n)::text, 'entityId', 'ENTITY' || n)))
        from connected c cross join generate_series(1, $2) as n
        """;
}
