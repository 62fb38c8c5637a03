using Accounts.Infrastructure.Persistence.Migrations;

namespace Accounts.IntegrationTests.Legacy;

public sealed class AdoptedSpellingTests(AdoptedDatabases databases) : IClassFixture<AdoptedDatabases>
{
    /// <summary>The old tables may lack their checks, or have some of their own.</summary>
    [Theory]
    [InlineData("shape-a", "user_accounts.status")]
    [InlineData("shape-b", "user_accounts.status user_accounts.account_type user_accounts.sync_status account_sync_history.sync_status "
        + "account_sync_history.sync_type dsp_seats_sync_log.sync_status")]
    [InlineData("shape-c", "user_accounts.status user_accounts.account_type account_sync_history.sync_status account_sync_history.sync_type")]
    public async Task Old_values_are_compared_without_regard_to_case(string shape, string columns)
    {
        const string Accounts = "select concat_ws(' ', id, status, account_type, is_default, sync_status, metadata ->> 'profile_type') "
            + "from public.user_accounts order by id";
        await using var database = await databases.CreateAsync(shape);
        foreach (var (table, column) in columns.Split(' ').Select(name => (name.Split('.')[0], name.Split('.')[1])))
        {
            foreach (var check in await database.Owner.LinesAsync("select conname::text from pg_constraint "
                + $"where conrelid = 'public.{table}'::regclass and contype = 'c' and conname not like 'upper_%'"))
            {
                await database.Owner.ExecuteAsync($"alter table public.{table} drop constraint {check}");
            }

            await database.Owner.ExecuteAsync($"alter table public.{table} disable trigger user");
            await database.Owner.ExecuteAsync($"update public.{table} set {column} = upper({column})");
            await database.Owner.ExecuteAsync($"alter table public.{table} enable trigger user");
            await database.Owner.ExecuteAsync($"alter table public.{table} add constraint upper_{column} check ({column} = upper({column}))");
        }

        await Migrator.MigrateAsync(database.OwnerConnectionString, CancellationToken.None);

        (await database.Owner.LinesAsync(Accounts)).ShouldBe(await databases.LinesAsync(shape, Accounts));
        if (shape == "shape-a") return;

        const string Runs = "select concat_ws(' ', id, sync_type, sync_status) from public.account_sync_history order by id";
        (await database.Owner.LinesAsync(Runs)).ShouldBe(await databases.LinesAsync(shape, Runs));
    }
}
