using System.Net;
using System.Text.Json;
using Accounts.IntegrationTests.Harness;

namespace Accounts.IntegrationTests.Accounts;

[Trait("Route", "pooler")]
public sealed class ListAccountsTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    [Fact]
    public async Task Every_account_that_amazon_lists_is_stored()
    {
        using var person = world.NewPerson();
        await person.ConnectAndSyncAsync("northwind");

        var stored = await AllAsync(person);

        stored.Select(a => a.GetProperty("amazon_account_id").GetString())
            .ShouldBe(world.Amazon.World("northwind").Accounts.Select(a => a.Id), ignoreOrder: true);
    }

    [Fact]
    public async Task A_page_contains_the_total_and_pages_do_not_overlap()
    {
        using var person = world.NewPerson();
        await person.ConnectAndSyncAsync("contoso");

        var first = (await person.GetAsync("/api/v1/accounts?page=1&page_size=100")).Json;
        var third = (await person.GetAsync("/api/v1/accounts?page=3&page_size=100")).Json;

        first.GetProperty("total").GetInt32().ShouldBe(250);
        first.GetProperty("accounts").GetArrayLength().ShouldBe(100);
        third.GetProperty("accounts").GetArrayLength().ShouldBe(50);
        (await AllAsync(person)).Select(a => a.GetProperty("id").GetString()).Distinct().Count().ShouldBe(250);
    }

    [Theory]
    [InlineData("page_size=0")]
    [InlineData("page_size=101")]
    [InlineData("page_size=1e2")]
    [InlineData("page_size=")]
    [InlineData("page=0")]
    [InlineData("page=-1")]
    [InlineData("page=1000001")]
    [InlineData("page=99999999999")]
    [InlineData("page=1&page=2")]
    [InlineData("page_size=5&page_size=5")]
    [InlineData("status=gone")]
    [InlineData("status=1")]
    [InlineData("status=Active")]
    [InlineData("country_code=USA")]
    [InlineData("country_code=us")]
    [InlineData("connection_id=x")]
    [InlineData("search=%00")]
    [InlineData("sort=token")]
    [InlineData("order=up")]
    public async Task An_invalid_query_is_rejected_with_400(string query)
    {
        using var person = world.NewPerson();

        var answer = await person.GetAsync("/api/v1/accounts?" + query);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest, answer.Text);
        answer.MediaType.ShouldBe("application/problem+json");
    }

    private static async Task<List<JsonElement>> AllAsync(Person person)
    {
        var all = new List<JsonElement>();
        for (var page = 1; ; page++)
        {
            var answer = (await person.GetAsync($"/api/v1/accounts?page={page}&page_size=100")).Json;
            all.AddRange(answer.GetProperty("accounts").EnumerateArray());
            if (all.Count >= answer.GetProperty("total").GetInt32()) return all;
        }
    }
}
