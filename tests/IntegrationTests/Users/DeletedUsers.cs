using Accounts.IntegrationTests.Harness;
using Accounts.IntegrationTests.Sync;
using Accounts.IntegrationTests.Tenancy;
using Accounts.Simulators.Control;

namespace Accounts.IntegrationTests.Users;

/// <summary>Reads what remains of a deleted user.</summary>
internal static class DeletedUsers
{
    /// <summary>Changes with every row of the user, in every table except the audit log.</summary>
    public static async Task<string> RowsOfAsync(this ApiWorld world, Person person)
    {
        var sums = await (await Belongings.OfAsync(world, person)).ChecksumAsync();
        return string.Join('\n', sums.Split('\n').Where(table => !table.StartsWith("public.auth_audit_log", StringComparison.Ordinal)));
    }

    /// <summary>No token is left, no job and no run is live, and nothing has written a row or called Amazon since the deletion.</summary>
    /// <param name="world">Its calls were cleared at the deletion.</param>
    /// <param name="person">The deleted user.</param>
    /// <param name="before">The rows at the deletion.</param>
    public static async Task ShouldBeGoneAsync(this ApiWorld world, Person person, string before)
    {
        var user = await world.UserIdAsync(person);
        (await world.RowsOfAsync(person)).ShouldBe(before);
        (await world.Database.Owner.ScalarAsync<long>(
            """
            select (select count(*) from public.oauth_tokens where user_id = $1
                      and (status <> 'revoked' or coalesce(encrypted_access_token, encrypted_refresh_token) is not null))
                 + (select count(*) from accounts_internal.jobs where user_id = $1 and status in ('queued', 'running'))
                 + (select count(*) from public.account_sync_history where user_id = $1 and sync_status in ('queued', 'in_progress'))
            """, user)).ShouldBe(0);
        foreach (var route in (string[])[Routes.Token, Routes.ListAccounts, Routes.ListProfiles, Routes.ListManagers, Routes.ListAdvertisers])
            world.Amazon.Calls.Count(route).ShouldBe(0, route);
    }

    /// <summary>The reasons of the sign-ins that were refused.</summary>
    public static async Task<string[]> RefusedSignInsAsync(this ApiWorld world, Person person) => await world.Database.Owner.ScalarAsync<string[]>(
        """
        select coalesce(array_agg(concat_ws(' ', error_code, metadata ->> 'reason') order by created_at), '{}') from public.auth_audit_log
        where user_id = $1 and event_type = 'connection.connect' and event_status = 'failure'
        """, await world.UserIdAsync(person)) ?? [];
}
