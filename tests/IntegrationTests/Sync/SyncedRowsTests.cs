using System.Text.Json;
using Accounts.IntegrationTests.Harness;
using Accounts.Simulators.Worlds;

namespace Accounts.IntegrationTests.Sync;

public sealed class SyncedRowsTests : IClassFixture<ApiWorld>, IAsyncDisposable
{
    private static readonly string[] MetadataKeys =
        ["alternate_ids", "country_code", "country_codes", "currency_code", "errors", "profile_type", "region", "timezone"];

    private readonly ApiWorld _world;
    private readonly AmazonWorld _amazon;

    public SyncedRowsTests(ApiWorld world)
    {
        _world = world;
        _amazon = world.Amazon.World("northwind");
        world.Freeze("northwind");
    }

    public async ValueTask DisposeAsync() => await _world.SettleAsync();

    [Fact]
    public async Task Every_account_is_stored_with_the_values_of_amazon()
    {
        _amazon.SetStatus(_amazon.Accounts.ElementAt(30).Id, "UNDER_REVIEW");
        var listed = _amazon.Accounts.ToArray();
        listed.Select(a => a.Status).Distinct().ShouldBe(["CREATED", "PARTIALLY_CREATED", "PENDING", "DISABLED", "UNDER_REVIEW"], ignoreOrder: true);
        listed.ShouldContain(a => a.AlternateIds.Any(i => i.ProfileId > 1L << 53));
        listed.ShouldContain(a => a.CountryCodes[0] == "UK");

        using var person = await _world.ConnectedAsync("northwind");

        var stored = await person.AccountsAsync();
        stored.Count.ShouldBe(listed.Length);
        foreach (var account in listed) ShouldShow(stored[account.Id], account);
    }

    [Fact]
    public async Task An_unknown_api_status_is_stored_and_does_not_change_the_status()
    {
        using var person = await _world.ConnectedAsync("northwind");
        var active = _amazon.Accounts.First(a => a.Status == "CREATED").Id;
        var suspended = _amazon.Accounts.First(a => a.Status == "DISABLED").Id;
        _amazon.SetStatus(active, "ON_HOLIDAY");
        _amazon.SetStatus(suspended, "ON_HOLIDAY");

        await person.SyncAsync();

        var stored = await person.AccountsAsync();
        (stored[active].Text("status"), stored[active].Text("api_status")).ShouldBe(("active", "ON_HOLIDAY"));
        (stored[suspended].Text("status"), stored[suspended].Text("api_status")).ShouldBe(("suspended", "ON_HOLIDAY"));
    }

    [Fact]
    public async Task A_run_reports_exact_counts()
    {
        using var person = _world.NewPerson();

        var run = await _world.ConnectAndFollowAsync(person, "northwind");

        run.EnumerateObject().Select(m => m.Name).Order()
            .ShouldBe(["completed_at", "errors", "progress", "started_at", "status", "sync_id"]);
        run.Status().ShouldBe("success");
        run.GetProperty("errors").GetArrayLength().ShouldBe(0);
        run.GetProperty("completed_at").GetDateTimeOffset().ShouldBeGreaterThanOrEqualTo(run.GetProperty("started_at").GetDateTimeOffset());
        Normal(run.GetProperty("progress")).ShouldBe(
            """{"phase":"done","pages_done":9,"accounts_seen":250,"created":250,"updated":0,"unchanged":0,"deactivated":0,"failed":0}""");
    }

    private static void ShouldShow(JsonElement row, WorldAccount account)
    {
        var home = Marketplaces.All.First(m => m.CountryCode == account.CountryCodes[0]);
        row.Text("account_name").ShouldBe(account.Name);
        row.Text("account_type").ShouldBe("advertising");
        row.Text("api_status").ShouldBe(account.Status);
        row.Text("status").ShouldBe(StatusOf(account.Status));
        row.Text("marketplace_id").ShouldBe(home.MarketplaceId);
        row.Text("sync_status").ShouldBe("completed");

        var metadata = row.GetProperty("metadata");
        metadata.EnumerateObject().Select(m => m.Name).Order().ShouldBe(MetadataKeys);
        metadata.Text("country_code").ShouldBe(home.CountryCode.Ours());
        metadata.Text("region").ShouldBe(home.Region.ToString().ToUpperInvariant());
        metadata.Text("currency_code").ShouldBe(home.Currency);
        metadata.Text("timezone").ShouldBe(home.TimeZone);
        metadata.GetProperty("country_codes").EnumerateArray().Select(c => c.GetString()).ShouldBe(account.CountryCodes.Select(Synced.Ours));
        metadata.GetProperty("alternate_ids").EnumerateArray().Select(i => (i.Text("countryCode")!, i.Text("profileId"), i.Text("entityId")))
            .ShouldBe(account.AlternateIds.Select(i => (i.CountryCode.Ours(), i.ProfileId?.ToString(), i.EntityId)));
        metadata.GetProperty("errors").EnumerateObject().Select(e => (e.Name, e.Value[0].Text("errorCode")!, e.Value[0].Text("errorMessage")!))
            .ShouldBe(account.Errors.Select(e => (e.Key.Ours(), e.Value.Code, e.Value.Message)), ignoreOrder: true);
    }

    private static string StatusOf(string word) => word switch
    {
        "CREATED" or "PARTIALLY_CREATED" => "active",
        "DISABLED" => "suspended",
        _ => "pending",
    };

    private static string Normal(JsonElement json) => JsonSerializer.Serialize(json);
}
