using System.Text.Json.Nodes;
using Accounts.Simulators;
using Accounts.Simulators.Worlds;

namespace Accounts.IntegrationTests.Simulators;

public sealed class AdsAccountsTests : SimulatorTest
{
    /// <summary>One test adds an account without an id, to see it returned as it is.</summary>
    protected override bool IsIntended(string violation) =>
        violation.EndsWith("""Required properties ["adsAccountId"] are not present""", StringComparison.Ordinal);

    [Theory]
    [InlineData(AdsRegion.Na)]
    [InlineData(AdsRegion.Fe)]
    public async Task The_pages_contain_every_account_at_every_host(AdsRegion region)
    {
        using var caller = As("northwind");

        var ids = await ListAllAsync(caller, region);

        ids.ShouldBe(Simulators.World("northwind").Accounts.Select(account => account.Id));
        ids.Count.ShouldBe(250);
    }

    [Fact]
    public async Task The_ids_of_a_country_are_listed_separately_or_together_and_some_numbers_exceed_2_to_the_53()
    {
        using var caller = As("northwind");

        var entries = (await caller.ListAsync()).Json["adsAccounts"]!.AsArray().SelectMany(a => a!["alternateIds"]!.AsArray())
            .Select(e => e!.AsObject()).ToArray();

        entries.ShouldContain(e => e.ContainsKey("profileId") && !e.ContainsKey("entityId"));
        entries.ShouldContain(e => !e.ContainsKey("profileId") && e.ContainsKey("entityId"));
        entries.ShouldContain(e => e.ContainsKey("profileId") && e.ContainsKey("entityId"));
        entries.ShouldContain(e => e.ContainsKey("profileId") && e["profileId"]!.GetValue<long>() > 1L << 53);
    }

    [Fact]
    public async Task The_ids_of_a_country_are_two_entries_unless_the_account_keeps_them_together()
    {
        using var caller = As("northwind");
        var listed = (await caller.ListAsync()).Json["adsAccounts"]!.AsArray();

        foreach (var (account, wire) in Simulators.World("northwind").Accounts.Zip(listed))
        {
            var whole = account.AlternateIds.Count(id => id is { ProfileId: not null, EntityId: not null });
            var entries = account.KeepsIdsTogether ? account.AlternateIds.Count : account.AlternateIds.Count + whole;
            wire!["alternateIds"]!.AsArray().Count.ShouldBe(entries);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(null)]
    public async Task A_page_with_an_added_account_is_no_longer_than_any_other(int? page)
    {
        using var caller = As("northwind");
        Simulators.World("northwind").Resize(200);
        Simulators.World("northwind").AppendRaw("""{"adsAccountId":"added"}""", page);
        var (sizes, body) = (new List<int>(), "{}");

        while (body is not null)
        {
            var answer = (await caller.ListAsync(body)).Json;
            sizes.Add(answer["adsAccounts"]!.AsArray().Count);
            body = answer["nextToken"] is { } token ? new JsonObject { ["nextToken"] = token.GetValue<string>() }.ToJsonString() : null;
        }

        sizes.ShouldBe([100, 100, 1]);
        (await ListAllAsync(caller, AdsRegion.Na)).Order(StringComparer.Ordinal)
            .ShouldBe(Simulators.World("northwind").Accounts.Select(account => account.Id).Append("added").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_missing_client_id_and_an_unknown_or_expired_token_return_401_of_the_gateway()
    {
        using var caller = As("northwind");
        using var stranger = new AmazonCaller(Simulators, "Atza|made-up");

        (await caller.ListAsync(clientId: null)).Status.ShouldBe(401);
        (await stranger.ListAsync()).Text("code").ShouldBe("UNAUTHORIZED");
        Simulators.Advance(TimeSpan.FromHours(1));
        (await caller.ListAsync()).Text("code").ShouldBe("UNAUTHORIZED");
    }

    [Fact]
    public async Task A_single_account_has_its_own_media_type_and_error_format_and_accounts_of_another_login_are_not_found()
    {
        using var caller = As("northwind");
        var mine = Simulators.World("northwind").Accounts.First();
        var theirs = Simulators.World("contoso").Accounts.First();

        var found = await caller.GetAsync("/adsAccounts/" + mine.Id);
        var missing = await caller.GetAsync("/adsAccounts/" + theirs.Id);

        (await caller.GetAsync("/adsAccounts/" + mine.Id, accept: "application/json")).Status.ShouldBe(406);
        found.MediaType.ShouldBe("application/vnd.accountresource.v1+json");
        found.Json["adsAccount"]!["accountName"]!.GetValue<string>().ShouldBe(mine.Name);
        missing.Status.ShouldBe(404);
        missing.Json["message"].ShouldNotBeNull();
    }

    [Fact]
    public async Task A_pending_account_becomes_partly_created_with_errors_and_then_created()
    {
        using var caller = new AmazonCaller(Simulators, Simulators.IssueTokens("northwind").AccessToken);
        var ripening = Simulators.World("northwind").Accounts.ElementAt(3).Id;
        var seen = new List<string>();
        for (var minute = 0; minute < 12; minute++)
        {
            var account = (await caller.GetAsync("/adsAccounts/" + ripening)).Json["adsAccount"]!;
            seen.Add(account["status"]!.GetValue<string>());
            (account["errors"] is not null).ShouldBe(seen[^1] == "PARTIALLY_CREATED");
            Simulators.Advance(TimeSpan.FromMinutes(1));
        }

        seen.Distinct().ShouldBe(["PENDING", "PARTIALLY_CREATED", "CREATED"]);
    }

    [Fact]
    public async Task Edits_are_visible_and_added_accounts_are_returned_verbatim()
    {
        using var caller = As("northwind");
        var world = Simulators.World("northwind");
        var (gone, renamed) = (world.Accounts.First().Id, world.Accounts.Last().Id);
        world.Remove(gone);
        world.Rename(renamed, "New name");
        world.AppendRaw("""{"accountName":"nul \u0000"}""", page: 1);

        var first = (await caller.ListAsync()).Json["adsAccounts"]!.AsArray();

        first.Select(a => a!["adsAccountId"]?.GetValue<string>()).ShouldNotContain(gone);
        first[^1]!.AsObject().ContainsKey("adsAccountId").ShouldBeFalse();
        (await caller.GetAsync("/adsAccounts/" + gone)).Status.ShouldBe(404);
        world.Find(renamed)!.Name.ShouldBe("New name");
    }

    [Fact]
    public async Task A_seed_determines_a_world_and_logins_share_only_the_configured_accounts()
    {
        var options = ObservedOptions;
        options.SharedAccounts = 5;
        await using var sharing = await SimulatorHost.StartAsync(options, Ct);
        await using var again = await SimulatorHost.StartAsync(ObservedOptions, Ct);
        var northwind = Simulators.World("northwind").Accounts.ToArray();
        var contoso = Simulators.World("contoso").Accounts.ToArray();

        again.World("northwind").Accounts.Select(a => (a.Id, a.Name)).ShouldBe(northwind.Select(a => (a.Id, a.Name)));
        sharing.World("northwind").Accounts.Select(a => a.Id).Intersect(sharing.World("contoso").Accounts.Select(a => a.Id)).Count().ShouldBe(5);
        northwind.Select(a => a.Id).Intersect(contoso.Select(a => a.Id)).ShouldBeEmpty();
        northwind.SelectMany(a => a.AlternateIds).Select(a => a.ProfileId).OfType<long>().ShouldBeUnique();
    }

    private static async Task<List<string>> ListAllAsync(AmazonCaller caller, AdsRegion region)
    {
        var ids = new List<string>();
        var body = "{}";
        while (true)
        {
            var page = (await caller.ListAsync(body, region: region)).Json;
            ids.AddRange(page["adsAccounts"]!.AsArray().Select(a => a!["adsAccountId"]!.GetValue<string>()));
            if (page["nextToken"]?.GetValue<string>() is not { Length: > 0 } token) return ids;
            body = new JsonObject { ["nextToken"] = token }.ToJsonString();
        }
    }
}
