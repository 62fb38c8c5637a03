namespace Accounts.DashboardTests;

/// <summary>The way of a new user to the first accounts.</summary>
public sealed class ConnectTests(HeldWorld world) : DashboardTest(world), IClassFixture<HeldWorld>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/accounts")]
    [InlineData("/connections")]
    public async Task The_first_run_shows_one_button(string path)
    {
        var page = await OpenAsync(NewPerson(), path);

        await Expect(page.Main.GetByRole(AriaRole.Button)).ToHaveTextAsync(["Connect Amazon"]);
        await Expect(page.Main).ToContainTextAsync("nothing changes unless you ask");
    }

    [Fact]
    public async Task The_first_sync_is_on_the_screen_after_the_consent_and_ends_with_the_accounts()
    {
        var person = NewPerson();
        var page = await OpenAsync(person);
        var running = page.Main.GetByRole(AriaRole.Progressbar, new() { Name = "Sync" });

        using (await world.HoldSyncsAsync())
        {
            await page.LeaveForAmazonAsync();
            await page.AllowAsync("northwind");

            await Expect(running).ToBeVisibleAsync();
            await Expect(page.Page.GetByText("Connected. The first sync has started.", new() { Exact = true }).First).ToBeVisibleAsync();
            page.Path.ShouldBe("/sync");
        }

        await Expect(running).ToBeHiddenAsync();
        await Expect(page.Region("History").GetByRole(AriaRole.Row).Nth(1)).ToContainTextAsync("Complete");
        await page.PageLink("Accounts").ClickAsync();
        await page.ReadyAsync("/accounts");
        var total = (await person.GetAsync("/api/v1/accounts?page_size=1")).Json.GetProperty("total").GetInt32();
        total.ShouldBeGreaterThanOrEqualTo(60);
        await Expect(page.Heading).ToHaveTextAsync($"Accounts{total}");
        await Expect(page.Page.GetByText($"of {total}").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_declined_consent_is_explained_with_the_next_step()
    {
        var page = await OpenAsync(NewPerson());

        await page.LeaveForAmazonAsync();
        await page.DeclineAsync();

        var problem = page.Main.GetByRole(AriaRole.Alert);
        await Expect(problem).ToContainTextAsync("The login was not connected");
        await Expect(problem).ToContainTextAsync("Choose “Connect Amazon” again and allow the access at Amazon.");
        page.Path.ShouldBe("/connections?problem=oauth.access_denied");
        await page.ReloadAsync();
        await Expect(problem).ToContainTextAsync("You did not allow the access at Amazon.");
        await page.Button("Dismiss").ClickAsync();
        await Expect(problem).ToBeHiddenAsync();
        await Expect(page.Main.GetByRole(AriaRole.Button)).ToHaveTextAsync(["Connect Amazon"]);
    }
}
