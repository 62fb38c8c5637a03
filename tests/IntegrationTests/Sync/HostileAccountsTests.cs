using System.Text.Json;
using Accounts.IntegrationTests.Harness;

namespace Accounts.IntegrationTests.Sync;

/// <summary>Single accounts that violate Amazon's specification, on a page with valid ones.</summary>
public sealed class HostileAccountsTests(HostileAccountsTests.World world) : IClassFixture<HostileAccountsTests.World>, IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await world.SettleAsync();

    [Fact]
    public async Task Entries_without_a_valid_id_are_counted_and_skipped()
    {
        using var person = await world.ConnectedAsync("fabrikam");
        string[] unusable =
        [
            """{"accountName":"No id"}""", """{"adsAccountId":null}""", """{"adsAccountId":""}""", """{"adsAccountId":5}""",
            """{"adsAccountId":{}}""", """{"adsAccountId":"a b"}""", """{"adsAccountId":"a/b"}""", """{"adsAccountId":"a\u0000"}""",
            """{"adsAccountId":"\ud800"}""", """{"adsAccountId":"é"}""", $$"""{"adsAccountId":"{{new string('a', 300)}}"}""",
            "null", "7", "\"text\"", "[]", "{}",
        ];
        Append([Account("sound.1"), .. unusable, Account("sound.2")]);

        var run = await person.SyncAsync();

        (run.Status(), run.Progress("failed"), run.Progress("created")).ShouldBe(("success", unusable.Length, 2));
        (await person.AccountsAsync()).Keys.ShouldBe(["sound.1", "sound.2"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("null", "odd")]
    [InlineData("\"\"", "odd")]
    [InlineData("7", "odd")]
    [InlineData("\"\\u0000\"", "odd")]
    [InlineData("\"\\ud83d\"", "odd")]
    [InlineData("\"a\\u0000b\\u0007c\"", "abc")]
    [InlineData("\"\\u200Fחנות 👩‍🚀\"", "\u200Fחנות 👩‍🚀")]
    public async Task An_invalid_name_is_cleaned_or_replaced_by_the_id(string json, string name)
    {
        using var person = await world.ConnectedAsync("fabrikam");
        Append([$$"""{"adsAccountId":"odd","accountName":{{json}},"status":"CREATED"}"""]);

        (await person.SyncAsync()).Status().ShouldBe("success");

        (await person.AccountsAsync())["odd"].Text("account_name").ShouldBe(name);
    }

    [Theory]
    [InlineData("\"ON_HOLIDAY\"", "ON_HOLIDAY")]
    [InlineData("null", null)]
    [InlineData("3", null)]
    [InlineData("\"A\\u0000B\"", "AB")]
    public async Task A_new_account_with_an_unknown_status_is_pending_and_keeps_the_api_status(string json, string? word)
    {
        using var person = await world.ConnectedAsync("fabrikam");
        Append([$$"""{"adsAccountId":"odd","accountName":"Odd","status":{{json}}}"""]);

        (await person.SyncAsync()).Status().ShouldBe("success");

        var row = (await person.AccountsAsync())["odd"];
        (row.Text("status"), row.Text("api_status")).ShouldBe(("pending", word));
    }

    [Fact]
    public async Task A_duplicate_id_on_a_page_is_stored_once_with_the_last_values()
    {
        using var person = await world.ConnectedAsync("fabrikam");
        Append([Account("twice", "First"), Account("other"), Account("twice", "Second")]);

        var run = await person.SyncAsync();

        (run.Status(), run.Progress("created"), run.Progress("failed")).ShouldBe(("success", 2, 0));
        (await person.AccountsAsync())["twice"].Text("account_name").ShouldBe("Second");
    }

    [Fact]
    public async Task Errors_keep_unknown_keys()
    {
        using var person = await world.ConnectedAsync("fabrikam");
        Append(["""
            {"adsAccountId":"partly","status":"PARTIALLY_CREATED","errors":{
              "DE":[{"errorId":1,"errorCode":"E","errorMessage":"a\u0000b","hint":{"deep":[1,2.5,true,null]}}],
              "":"empty","future\u0000":1e400,"twice":1,"twice":2,"half":"\ud800","ha\udc00lf":["x\ud83dy",{"\ud83d":1}]}}
            """]);

        (await person.SyncAsync()).Status().ShouldBe("success");

        var errors = (await person.AccountsAsync())["partly"].GetProperty("metadata").GetProperty("errors");
        JsonElement.DeepEquals(errors, JsonElement.Parse("""
            {"DE":[{"errorId":1,"errorCode":"E","errorMessage":"ab","hint":{"deep":[1,2.5,true,null]}}],
             "":"empty","future":"1e400","twice":2,"half":["xy",{"":1}]}
            """)).ShouldBeTrue(errors.ToString());
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("\"none\"")]
    [InlineData("null")]
    public async Task Errors_with_the_wrong_structure_are_stored_as_empty(string json)
    {
        using var person = await world.ConnectedAsync("fabrikam");
        Append([$$"""{"adsAccountId":"odd","errors":{{json}}}"""]);

        (await person.SyncAsync()).Status().ShouldBe("success");

        (await person.AccountsAsync())["odd"].GetProperty("metadata").GetProperty("errors").ToString().ShouldBe("{}");
    }

    [Fact]
    public async Task An_invalid_alternate_id_does_not_affect_the_valid_ones()
    {
        using var person = await world.ConnectedAsync("fabrikam");
        Append(["""
            {"adsAccountId":"odd","countryCodes":["ZZ","UK",7,null,"UK"],"alternateIds":[
              {"countryCode":"US","profileId":9223372036854775807}, {"countryCode":"US","entityId":"ENTITY1"},
              {"countryCode":"UK","profileId":"18446744073709551615","entityId":"E\u00002"},
              {"countryCode":"DE","profileId":1e400}, {"countryCode":"FR","profileId":1.5},
              {"profileId":7}, null, 7, "x", []]}
            """]);

        (await person.SyncAsync()).Status().ShouldBe("success");

        var metadata = (await person.AccountsAsync())["odd"].GetProperty("metadata");
        metadata.GetProperty("country_codes").EnumerateArray().Select(c => c.GetString()).ShouldBe(["ZZ", "GB"]);
        metadata.Text("country_code").ShouldBe("GB");
        metadata.GetProperty("alternate_ids").EnumerateArray().Select(i => (i.Text("countryCode"), i.Text("profileId"), i.Text("entityId")))
            .ShouldBe([("US", "9223372036854775807", "ENTITY1"), ("GB", "18446744073709551615", "E2")]);
    }

    private static string Account(string id, string name = "Sound") => $$"""{"adsAccountId":"{{id}}","accountName":"{{name}}","status":"CREATED"}""";

    private void Append(IEnumerable<string> accounts)
    {
        foreach (var json in accounts) world.Amazon.World("fabrikam").AppendRaw(json);
    }

    public sealed class World(TestServers servers) : ApiWorld(servers)
    {
        /// <summary>The accounts that these tests add to the listing are invalid on purpose.</summary>
        protected override bool IsIntended(string violation) =>
            violation.StartsWith("POST /adsAccounts/list: ", StringComparison.Ordinal)
            && (violation.Contains("response 200: /adsAccounts/*", StringComparison.Ordinal)
                || violation.Contains("UTF-16", StringComparison.Ordinal));
    }
}
