using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Accounts.IntegrationTests.Harness;
using Accounts.IntegrationTests.Sync;

namespace Accounts.IntegrationTests.Accounts;

public sealed class AccountSettingsTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    private const string All = """
        {"account_name_override":"Client A","is_default":true,"auto_sync":false,"sync_interval_minutes":60,
         "tags":["retail","retail","EU"],"notes":"Call first"}
        """;

    [Fact]
    public async Task Settings_are_replaced_as_a_whole_and_audited_with_the_values_before_and_after()
    {
        using var person = await world.ConnectedAsync("northwind");
        var id = (await person.ListAsync("status=active"))[0].Text("id")!;
        var name = (await person.GetAsync($"/api/v1/accounts/{id}")).Json.Text("account_name");

        var (status, settings, tag) = await PutAsync(person, id, All, "\"0\"");

        (status, settings.Text("account_name_override"), settings.GetProperty("is_default").GetBoolean(),
            settings.GetProperty("auto_sync").GetBoolean())
            .ShouldBe((HttpStatusCode.OK, "Client A", true, false));
        settings.GetProperty("tags").EnumerateArray().Select(t => t.GetString()).ShouldBe(["retail", "EU"]);
        (await person.GetAsync($"/api/v1/accounts/{id}")).Json.Text("account_name").ShouldBe("Client A");
        (await person.ListAsync("search=client a")).ShouldHaveSingleItem().Text("id").ShouldBe(id);
        var audited = (await person.GetAsync("/api/v1/auth/audit?event_type=account.settings")).Json.GetProperty("events")[0];
        audited.GetProperty("metadata").Text("sync_interval_minutes").ShouldBe("none → 60");

        (await PutAsync(person, id, "{}", tag)).Settings.GetProperty("tags").GetArrayLength().ShouldBe(0);
        (await person.GetAsync($"/api/v1/accounts/{id}")).Json.Text("account_name").ShouldBe(name);
    }

    [Fact]
    public async Task A_sync_keeps_the_settings()
    {
        using var person = await world.ConnectedAsync("northwind");
        var id = (await person.ListAsync("status=active"))[0].Text("id")!;
        var tag = (await PutAsync(person, id, All, "*")).Tag;

        await person.SyncAsync();

        var read = await person.GetAsync($"/api/v1/accounts/{id}/settings");
        (read.Json.Text("account_name_override"), read.Headers["ETag"]).ShouldBe(("Client A", tag));
    }

    [Fact]
    public async Task An_update_requires_the_current_version()
    {
        using var person = await world.ConnectedAsync("northwind");
        var id = (await person.ListAsync("status=active"))[0].Text("id")!;
        var first = (await PutAsync(person, id, """{"notes":"first"}""", "\"0\"")).Tag;

        foreach (var (match, status) in new[] { (null, 428), ("\"0\"", 412), ($"W/{first}", 412), ("\"x\"", 412), ("unquoted tag", 400) })
            ((int)(await PutAsync(person, id, """{"notes":"second"}""", match)).Status).ShouldBe(status, match);

        (await person.GetAsync($"/api/v1/accounts/{id}/settings")).Json.Text("notes").ShouldBe("first");
    }

    [Fact]
    public async Task One_of_two_concurrent_updates_of_the_same_version_succeeds()
    {
        using var person = await world.ConnectedAsync("northwind");
        foreach (var account in await person.ListAsync("status=active"))
        {
            var id = account.Text("id")!;
            var both = await Task.WhenAll(PutAsync(person, id, """{"notes":"one"}""", "\"0\""), PutAsync(person, id, """{"notes":"two"}""", "\"0\""));

            both.Select(b => b.Status).Order().ShouldBe([HttpStatusCode.OK, HttpStatusCode.PreconditionFailed]);
            var winner = both.Single(b => b.Status == HttpStatusCode.OK);
            (await person.GetAsync($"/api/v1/accounts/{id}/settings")).Json.Text("notes").ShouldBe(winner.Settings.Text("notes"));
        }
    }

    [Theory]
    [InlineData("""{"sync_interval_minutes":14}""", 422)]
    [InlineData("""{"sync_interval_minutes":1441}""", 422)]
    [InlineData("""{"tags":["a","b","c","d","e","f","g","h","i","j","k","l","m","n","o","p","q","r","s","t","u"]}""", 422)]
    [InlineData("""{"tags":[" "]}""", 422)]
    [InlineData("""{"account_name_override":"a\u0000b"}""", 422)]
    [InlineData("""{"notes":"a\u0000b"}""", 422)]
    [InlineData("""{"user_id":"0190e3e0-0000-7000-8000-000000000000"}""", 422)]
    [InlineData("""{"status":"active"}""", 422)]
    [InlineData("""{"__proto__":{}}""", 422)]
    [InlineData("""{"notes":1}""", 422)]
    [InlineData("""{"notes":"a","notes":"b"}""", 422)]
    [InlineData("null", 400)]
    public async Task Invalid_settings_change_nothing(string body, int status)
    {
        using var person = await world.ConnectedAsync("northwind");
        var id = (await person.ListAsync("status=active"))[0].Text("id")!;
        var before = await person.GetAsync($"/api/v1/accounts/{id}/settings");

        ((int)(await PutAsync(person, id, body, "*")).Status).ShouldBe(status);

        (await person.GetAsync($"/api/v1/accounts/{id}/settings")).Text.ShouldBe(before.Text);
    }

    [Fact]
    public async Task An_invalid_tag_is_named_by_a_JSON_pointer()
    {
        using var person = await world.ConnectedAsync("northwind");
        var id = (await person.ListAsync("status=active"))[0].Text("id")!;

        var refused = await PutAsync(person, id, """{"tags":["a"," "]}""", "*");

        refused.Settings.GetProperty("errors")[0].Text("pointer").ShouldBe("/tags/1");
    }

    private async Task<(HttpStatusCode Status, JsonElement Settings, string? Tag)> PutAsync(Person person, string id, string body, string? match)
    {
        using var client = new HttpClient { BaseAddress = world.Address };
        using var request = new HttpRequestMessage(HttpMethod.Put,
            $"/api/v1/accounts/{id}/settings")
        { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", world.Amazon.Clerk.TokenFor(person.Clerk));
        if (match is not null) request.Headers.TryAddWithoutValidation("If-Match", match);
        using var response = await client.SendAsync(request);
        var answer = await ApiAnswer.OfAsync(response);
        return (answer.Status, answer.Json, answer.Headers.GetValueOrDefault("ETag"));
    }
}
