using System.Text.Json;
using Accounts.Infrastructure.Persistence.Migrations;
using Accounts.IntegrationTests.Harness;
using Accounts.IntegrationTests.Sync;

namespace Accounts.IntegrationTests.Accounts;

/// <summary>One country has one code here, whatever Amazon and the caller call it.</summary>
public sealed class CountriesTests(CountriesTests.World world) : IClassFixture<CountriesTests.World>
{
    public static TheoryData<string> Lists =>
    [
        "/api/v1/accounts?", "/api/v1/accounts/amazon-ads-accounts?", "/api/v1/accounts/amazon-ads-accounts?live=true&",
        "/api/v1/accounts/amazon-profiles?",
    ];

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task A_filter_accepts_both_spellings_of_a_country(string list)
    {
        var found = await CountAsync(list, "GB");

        found.ShouldBeGreaterThan(0);
        (await CountAsync(list, "UK")).ShouldBe(found);
    }

    [Theory]
    [InlineData("GBR")]
    [InlineData("U")]
    [InlineData("U%00")]
    [InlineData("UK%0A")]
    [InlineData("uk")]
    [InlineData("%C4%B1%C4%B1")]
    public async Task A_code_that_is_no_country_code_is_refused(string code)
    {
        foreach (var list in Lists.Select(row => row.Data).Append($"/api/v1/accounts/{world.Account.Text("id")}/profiles?"))
            ((int)(await world.Somebody.GetAsync($"{list}country_code={code}")).Status).ShouldBe(400, list);
    }

    [Fact]
    public async Task Both_spellings_of_one_country_are_one_country_of_an_account()
    {
        var metadata = world.Account.GetProperty("metadata");
        metadata.GetProperty("country_codes").EnumerateArray().Select(c => c.GetString()).ShouldBe(["GB", "US"]);
        metadata.Text("country_code").ShouldBe("GB");
        metadata.GetProperty("alternate_ids").EnumerateArray().Select(i => (i.Text("countryCode"), i.Text("profileId"), i.Text("entityId")))
            .ShouldBe([("GB", "1", "ENTITY1"), ("US", "2", "ENTITY2")]);
        metadata.GetProperty("errors").EnumerateObject().Select(e => e.Name).ShouldBe(["GB"]);
        foreach (var spelling in new[] { "UK", "GB" })
        {
            var answer = await world.Somebody.GetAsync($"/api/v1/accounts/{world.Account.Text("id")}/profiles?country_code={spelling}");
            var profiles = answer.Json.GetProperty("profiles");
            profiles.EnumerateArray().ShouldHaveSingleItem().Text("country_code").ShouldBe("GB");
        }
    }

    [Fact]
    public async Task No_profile_and_no_DSP_advertiser_keeps_the_spelling_of_amazon()
    {
        (await CountAsync("/api/v1/accounts/dsp?", "")).ShouldBeGreaterThan(0);
        var user = await world.UserIdAsync(world.Somebody);
        foreach (var codes in new[]
        {
            "select distinct country_code from public.account_profiles where user_id = $1",
            "select distinct metadata ->> 'country_code' from public.user_accounts where user_id = $1",
            "select distinct jsonb_array_elements_text(metadata -> 'country_codes') from public.user_accounts where user_id = $1",
            "select distinct jsonb_array_elements(metadata -> 'alternate_ids') ->> 'countryCode' from public.user_accounts where user_id = $1",
        })
        {
            var stored = await world.Database.Owner.ScalarAsync<string>($"select string_agg(c, ' ') from ({codes}) t (c)", user);
            stored!.Split(' ').ShouldContain("GB", codes);
            stored.Split(' ').ShouldNotContain("UK", codes);
        }
    }

    [Fact]
    public async Task The_migration_normalizes_stored_rows_and_leaves_the_others_alone()
    {
        using var person = await world.ConnectedAsync("contoso");
        var user = await world.UserIdAsync(person);
        var id = await world.Database.Owner.ScalarAsync<Guid>("select id from public.user_accounts where user_id = $1 order by id limit 1", user);
        await world.Database.Owner.ExecuteAsync(
            """
            update public.user_accounts set metadata = metadata || '{"country_code":"uk","country_codes":["uk","GB","us",7],"errors":{"UK":[1]},
              "alternate_ids":[{"countryCode":"UK","profileId":"1"},{"countryCode":"us","profileId":"2"},"odd",{"profileId":"3"}]}' where id = $1
            """, id);
        await world.Database.Owner.ExecuteAsync("update public.account_profiles set country_code = 'UK' where user_id = $1 and country_code = 'GB'",
            user);
        var before = await world.VersionsAsync(person);

        await world.Database.Owner.ExecuteAsync(SqlFiles.Read("20261128000600_countries"));

        var after = await world.VersionsAsync(person);
        after.Count(row => before[row.Key] != row.Value).ShouldBe(1);
        (await world.Database.Owner.ScalarAsync<bool>(
            """
            select metadata @> '{"country_code":"GB","errors":{"GB":[1]}}' and metadata -> 'country_codes' = '["GB","US",7]'
              and metadata -> 'alternate_ids' = '[{"countryCode":"GB","profileId":"1"},{"countryCode":"US","profileId":"2"},"odd",{"profileId":"3"}]'
            from public.user_accounts where id = $1
            """, id)).ShouldBeTrue();
        (await world.Database.Owner.ScalarAsync<long>("select count(*) from public.account_profiles where user_id = $1 and country_code = 'UK'",
            user)).ShouldBe(0);
    }

    private async Task<int> CountAsync(string list, string country)
    {
        var answer = await world.Somebody.GetAsync($"{list}{(country == "" ? "" : $"country_code={country}")}");
        answer.Status.ShouldBe(System.Net.HttpStatusCode.OK, answer.Text);
        return answer.Json.GetProperty(list.Contains("profiles", StringComparison.Ordinal) ? "profiles" : "accounts").GetArrayLength();
    }

    public sealed class World(TestServers servers) : SmallWholeWorld(servers), IAsyncLifetime
    {
        public TestKit.Harness.Person Somebody { get; private set; } = null!;

        /// <summary>An account that Amazon describes with both spellings.</summary>
        public JsonElement Account { get; private set; }

        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            Amazon.World("northwind").AppendRaw("""
                {"adsAccountId":"both","accountName":"Both","status":"CREATED","countryCodes":["UK","GB","us","US"],"errors":{"UK":[{"errorId":1}]},
                 "alternateIds":[{"countryCode":"UK","profileId":1},{"countryCode":"GB","entityId":"ENTITY1"},{"countryCode":"us","profileId":2},
                 {"countryCode":"US","entityId":"ENTITY2"}]}
                """);
            Somebody = await this.ConnectedAsync("northwind");
            Account = (await Somebody.AccountsAsync())["both"];
        }
    }
}
