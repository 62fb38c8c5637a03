using System.Text.Json;
using Accounts.IntegrationTests.Connections;
using Accounts.IntegrationTests.Sync;

namespace Accounts.IntegrationTests.Settings;

/// <summary>The default account as a preference. It is stored with the account only.</summary>
public sealed class DefaultAccountTests(ConnectedWorld world) : IClassFixture<ConnectedWorld>
{
    private const string Settings = "/api/v1/settings";

    [Fact]
    public async Task The_default_account_is_the_one_of_the_account_itself()
    {
        using var person = await world.ConnectedAsync("northwind");
        var accounts = (await person.ListAsync("status=active")).Select(a => a.Text("id")!).ToArray();

        (await PatchAsync(person, Default($"\"{accounts[0]}\""))).Json.GetProperty("preferences").Text("default_account_id").ShouldBe(accounts[0]);
        (await person.GetAsync($"/api/v1/accounts/{accounts[0]}")).Json.GetProperty("is_default").GetBoolean().ShouldBeTrue();

        var tag = (await person.GetAsync(Settings)).Headers["ETag"];
        await person.SendAsync(HttpMethod.Post, $"/api/v1/accounts/{accounts[1]}/switch");
        var switched = await person.GetAsync(Settings);
        (switched.Json.GetProperty("preferences").Text("default_account_id"), switched.Headers["ETag"] == tag).ShouldBe((accounts[1], false));

        await PatchAsync(person, """{"preferences":{"theme":"dark"}}""");
        (await person.GetAsync(Settings)).Json.GetProperty("preferences").Text("default_account_id")
            .ShouldBe(accounts[1], "an absent member changes nothing");
        (await PatchAsync(person, Default("null"))).Json.GetProperty("preferences").GetProperty("default_account_id").ValueKind
            .ShouldBe(JsonValueKind.Null);
        (await world.CountAsync(person, "user_accounts", "is_default")).ShouldBe(0);
        (await world.CountAsync(person, "user_settings", "preferences ? 'default_account_id'")).ShouldBe(0);
    }

    [Fact]
    public async Task An_account_that_cannot_be_the_default_is_refused_whoever_owns_it()
    {
        using var owner = await world.ConnectedAsync("contoso");
        using var person = await world.ConnectedAsync("northwind");
        var foreign = (await owner.ListAsync("status=active"))[0].Text("id")!;
        var disconnected = (await person.ListAsync("status=active"))[0].Text("id")!;
        await person.SendAsync(HttpMethod.Post, $"/api/v1/accounts/{disconnected}/disconnect");

        foreach (var id in new[] { foreign, disconnected })
            (await PatchAsync(person, Default($"\"{id}\""))).Code.ShouldBe("settings.default_account_invalid");

        (await world.CountAsync(owner, "user_accounts", "is_default")).ShouldBe(0);
        (await world.CountAsync(person, "user_accounts", "is_default")).ShouldBe(0);
    }

    private static string Default(string id) => $$$"""{"preferences":{"default_account_id":{{{id}}}}}""";

    private static Task<ApiAnswer> PatchAsync(Person person, string body) => person.SendAsync(HttpMethod.Patch, Settings, body);
}
