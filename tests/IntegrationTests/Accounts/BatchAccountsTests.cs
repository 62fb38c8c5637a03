using System.Net;
using System.Text.Json;
using Accounts.IntegrationTests.Harness;
using Accounts.IntegrationTests.Sync;
using Accounts.Simulators.Control;

namespace Accounts.IntegrationTests.Accounts;

public sealed class BatchAccountsTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    private static readonly string[] First = ["a"];
    private static readonly string[] Second = ["b"];

    [Fact]
    public async Task An_item_that_fails_does_not_affect_the_others()
    {
        using var person = await world.ConnectedAsync("northwind");
        using var other = await world.ConnectedAsync("contoso");
        var own = (await person.ListAsync("status=active")).Take(3).Select(a => a.Text("id")!).ToArray();
        var foreign = (await other.ListAsync("status=active"))[0].Text("id")!;

        var answer = await BatchAsync(person, new { operation = "disconnect", account_ids = (string[])[own[0], foreign, own[1], own[0]] });

        (answer.Text("status"), answer.GetProperty("total").GetInt32(), answer.GetProperty("failed").GetInt32()).ShouldBe(("partial", 3, 1));
        answer.GetProperty("results")[1].GetProperty("error").Text("code").ShouldBe("account.not_found");
        (await person.ListAsync("status=disconnected")).Count.ShouldBe(2);
        (await other.ListAsync("status=disconnected")).ShouldBeEmpty();
        (await BatchAsync(person, new { operation = "reconnect", account_ids = own })).Text("status").ShouldBe("completed");
        (await person.ListAsync("status=disconnected")).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_update_replaces_only_the_given_settings()
    {
        using var person = await world.ConnectedAsync("northwind");
        var ids = (await person.ListAsync("status=active")).Take(2).Select(a => a.Text("id")!).ToArray();
        await BatchAsync(person, new { operation = "update", account_ids = ids, @params = new { notes = "kept", tags = First } });

        var answer = await BatchAsync(person, new { operation = "update", account_ids = ids, @params = new { tags = Second } });

        answer.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("data"))
            .ShouldAllBe(d => d.Text("notes") == "kept" && d.GetProperty("tags")[0].GetString() == "b");
    }

    [Fact]
    public async Task A_sync_of_several_accounts_fetches_each()
    {
        using var person = await world.ConnectedAsync("northwind");
        var ids = (await person.ListAsync("status=active&account_type=advertising")).Take(3).Select(a => a.Text("id")!).ToArray();
        world.Amazon.ClearCalls();

        (await BatchAsync(person, new { operation = "sync", account_ids = ids })).Text("status").ShouldBe("completed");

        world.Amazon.Calls.Count(Routes.GetAccount).ShouldBe(3);
    }

    [Theory]
    [InlineData("""{"operation":"erase","account_ids":["0190e3e0-0000-7000-8000-000000000000"]}""")]
    [InlineData("""{"operation":"sync","account_ids":[]}""")]
    [InlineData("""{"operation":"update","account_ids":["0190e3e0-0000-7000-8000-000000000000"]}""")]
    [InlineData("""{"operation":"sync","account_ids":["0190e3e0-0000-7000-8000-000000000000"],"params":{}}""")]
    [InlineData("""{"operation":"update","account_ids":["0190e3e0-0000-7000-8000-000000000000"],"params":{"status":"active"}}""")]
    [InlineData("""{"operation":"update","account_ids":["0190e3e0-0000-7000-8000-000000000000"],"params":{"sync_interval_minutes":1}}""")]
    public async Task An_invalid_batch_is_rejected_with_422(string body)
    {
        using var person = world.NewPerson();

        (await person.SendAsync(HttpMethod.Post, "/api/v1/accounts/batch", body)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    private static async Task<JsonElement> BatchAsync(Person person, object body)
    {
        var answer = await person.SendAsync(HttpMethod.Post, "/api/v1/accounts/batch", JsonSerializer.Serialize(body));
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        return answer.Json;
    }
}
