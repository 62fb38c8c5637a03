using System.Text.Json;
using Accounts.IntegrationTests.Harness;
using Accounts.IntegrationTests.Sync;

namespace Accounts.IntegrationTests.Accounts;

public sealed class AccountSortTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    [Theory]
    [InlineData("name", "account_name", "asc")]
    [InlineData("name", "account_name", "desc")]
    [InlineData("status", "status", "asc")]
    [InlineData("status", "status", "desc")]
    [InlineData("last_synced_at", "last_synced_at", "asc")]
    [InlineData("last_synced_at", "last_synced_at", "desc")]
    [InlineData("connected_at", "connected_at", "asc")]
    [InlineData("connected_at", "connected_at", "desc")]
    public async Task Every_sort_order_is_stable_across_pages(string sort, string member, string order)
    {
        using var person = await ManyTiesAsync();

        var rows = await person.ListAsync($"sort={sort}&order={order}", pageSize: 30);

        rows.Select(a => a.Text("id")).Distinct().Count().ShouldBe(250);
        var values = rows.Select(a => a.Text(member)!).ToArray();
        values.Distinct().Count().ShouldBeGreaterThan(2);
        (await IsSortedAsync(order == "asc" ? values : [.. values.Reverse()])).ShouldBeTrue(string.Join('\n', values));
        (await person.ListAsync($"sort={sort}&order={order}", pageSize: 100)).Select(a => a.Text("id")).ShouldBe(rows.Select(a => a.Text("id")));
    }

    [Fact]
    public async Task Accounts_are_sorted_by_name_by_default()
    {
        using var person = await ManyTiesAsync();

        (await person.ListAsync("")).Select(Id).ShouldBe((await person.ListAsync("sort=name&order=asc")).Select(Id));

        static string? Id(JsonElement account) => account.Text("id");
    }

    /// <summary>Several accounts share times and names, so that only a stable order yields correct pages.</summary>
    private async Task<Person> ManyTiesAsync()
    {
        var person = await world.ConnectedAsync("northwind");
        await world.Database.Owner.ExecuteAsync(
            """
            update public.user_accounts
            set account_name = case when (hashtext(id::text) & 7) = 0 then 'The same name' else account_name end,
                connected_at = connected_at - (hashtext(id::text) & 7) * interval '1 hour',
                last_synced_at = app.now() + (hashtext(id::text) & 15) * interval '1 hour'
            where user_id = $1
            """, await world.UserIdAsync(person));
        return person;
    }

    /// <summary>Compares text with the collation of the database.</summary>
    private Task<bool> IsSortedAsync(string[] values) => world.Database.Owner.ScalarAsync<bool>(
        "select bool_and(earlier <= later) from (select value as later, lag(value) over (order by n) as earlier "
            + "from unnest($1) with ordinality as v (value, n)) as p",
        (object)values);
}
