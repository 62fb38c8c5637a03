namespace Accounts.DashboardTests;

/// <summary>What a person does who uses no mouse. No test here clicks.</summary>
public sealed class KeyboardTests(DashboardRun run) : DashboardTest(run.World)
{
    private const int MostTabs = 60;

    [Fact]
    public async Task The_keys_lead_from_the_first_consent_to_a_change_and_its_undo()
    {
        var person = NewPerson();
        var page = await OpenAsync(person);
        var keys = page.Page.Keyboard;
        await TabToAsync(page, page.Main.GetByRole(AriaRole.Button, new() { Name = "Connect Amazon" }));
        await keys.PressAsync("Enter");
        await Expect(page.Page.GetByRole(AriaRole.Menuitem, new() { Name = "North America" })).ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        await AllowAsync(page);
        await page.ReadyAsync("/sync");
        await Expect(page.Region("History")).ToContainTextAsync("Complete");

        await keys.PressAsync("g");
        await keys.PressAsync("a");
        await page.ReadyAsync("/accounts");
        await keys.PressAsync("?");
        var sheet = page.Page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard shortcuts" });
        foreach (var label in (string[])["Select the row", "Filters", "Undo", "Search and commands", "Go to Accounts"])
            await Expect(sheet).ToContainTextAsync(label);
        await keys.PressAsync("Escape");
        await Expect(sheet).ToBeHiddenAsync();

        await keys.PressAsync("f");
        await Expect(page.Page.GetByRole(AriaRole.Combobox, new() { Name = "Search Status" })).ToBeFocusedAsync();
        await keys.TypeAsync("Act");
        await Expect(page.Page.GetByRole(AriaRole.Option).First).ToContainTextAsync("Active");
        await keys.PressAsync("Enter");
        await Expect(page.Button("Remove filter Active")).ToBeVisibleAsync();
        await keys.PressAsync("Escape");
        await Expect(page.Page.GetByRole(AriaRole.Combobox, new() { Name = "Search Status" })).ToBeHiddenAsync();
        await page.ReadyAsync("/accounts");

        await keys.PressAsync("j");
        await keys.PressAsync("x");
        await keys.PressAsync("j");
        await keys.PressAsync("x");
        await Expect(page.Region("Selection")).ToContainTextAsync("2 selected");
        await keys.PressAsync("Control+k");
        await Expect(Palette(page)).ToBeFocusedAsync();
        await keys.TypeAsync("disconnect sel");
        await Expect(page.Page.GetByRole(AriaRole.Option)).ToHaveTextAsync(["Disconnect: 2 selected accounts"]);
        await keys.PressAsync("Enter");
        await Expect(page.Page.GetByRole(AriaRole.Dialog, new() { Name = "Disconnected 2 accounts" })).ToBeVisibleAsync();
        (await DisconnectedAsync(person)).ShouldBe(2);

        await keys.PressAsync("z");
        await Expect(page.Page.GetByRole(AriaRole.Dialog, new() { Name = "Undone: Disconnected 2 accounts" })).ToBeVisibleAsync();
        (await DisconnectedAsync(person)).ShouldBe(0);
    }

    [Fact]
    public async Task The_palette_finds_an_account_by_the_end_of_its_id_and_opens_it_with_one_key()
    {
        var person = await ConnectedPersonAsync();
        var account = (await AccountsTests.AccountsAsync(person, "account_type=advertising&page_size=20"))[11];
        var page = await OpenAsync(person, "/service");

        await page.Page.Keyboard.PressAsync("Control+k");
        await Expect(Palette(page)).ToBeFocusedAsync();
        await page.Page.Keyboard.TypeAsync(account.GetProperty("amazon_account_id").GetString()![^6..]);
        await Expect(page.Page.GetByRole(AriaRole.Option).First).ToContainTextAsync(account.GetProperty("account_name").GetString()!);
        await page.Page.Keyboard.PressAsync("Enter");

        await page.ReadyAsync($"/accounts/{account.GetProperty("id").GetString()}");
    }

    [Fact]
    public async Task The_keys_lead_from_an_invalid_grant_to_a_cleared_banner()
    {
        var person = await ConnectedPersonAsync();
        await World.InvalidateGrantsAsync(person);
        var page = await OpenAsync(person, "/accounts");

        await TabToAsync(page, page.Banner.GetByRole(AriaRole.Button, new() { Name = "Reconnect" }));
        await page.Page.Keyboard.PressAsync("Enter");
        await AllowAsync(page);

        await page.ReadyAsync("/accounts");
        await Expect(page.Banner).Not.ToContainTextAsync("Amazon revoked access for");
    }

    private static ILocator Palette(DashboardPage page) =>
        page.Page.GetByRole(AriaRole.Combobox, new() { Name = "Search accounts, pages and actions" });

    /// <summary>The first login of the consent page is chosen already.</summary>
    private static async Task AllowAsync(DashboardPage page)
    {
        await page.Button("Allow").WaitForAsync();
        await TabToAsync(page, page.Button("Allow"));
        await page.Page.Keyboard.PressAsync("Enter");
    }

    private static async Task TabToAsync(DashboardPage page, ILocator target)
    {
        for (var tabs = 0; tabs < MostTabs; tabs++)
        {
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement")) return;
            await page.Page.Keyboard.PressAsync("Tab");
        }

        throw new ShouldAssertException($"{MostTabs} tabs do not reach {target}.");
    }

    private static async Task<int> DisconnectedAsync(Person person) =>
        (await AccountsTests.AccountsAsync(person, "status=disconnected&page_size=100")).GetArrayLength();
}
