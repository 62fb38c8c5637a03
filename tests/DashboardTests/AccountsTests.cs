using System.Text.Json;

namespace Accounts.DashboardTests;

public sealed class AccountsTests(DashboardRun run) : DashboardTest(run.World)
{
    [Fact]
    public async Task A_view_survives_reload_back_forward_and_another_browser()
    {
        var person = await ConnectedPersonAsync();
        var page = await OpenAsync(person, "/accounts");
        var all = await NamesAsync(page);

        await page.Button("Type").ClickAsync();
        await page.Page.GetByRole(AriaRole.Option, new() { Name = "DSP" }).ClickAsync();
        await Expect(page.Page).ToHaveURLAsync(Address("/accounts?type=dsp"));
        await page.Page.Keyboard.PressAsync("Escape");
        await page.Page.GetByRole(AriaRole.Columnheader, new() { Name = "Account" }).GetByRole(AriaRole.Button).ClickAsync();
        await Expect(page.Page).ToHaveURLAsync(Address("/accounts?sort=-name&type=dsp"));
        await page.Button("Cards").ClickAsync();
        await page.Button("Table").ClickAsync();
        await page.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search name or id" }).FillAsync("a");
        const string View = "/accounts?q=a&sort=-name&type=dsp";
        await Expect(page.Page).ToHaveURLAsync(Address(View));
        var chosen = await SettledNamesAsync(page, names => names.Count > 0 && names.Count < all.Count);
        chosen.ShouldNotBe(all);

        await page.ReloadAsync();
        await ShowsAsync(page, View, chosen);
        var other = await OpenAsync(person, View);
        await ShowsAsync(other, View, chosen);
        await page.Page.GoBackAsync();
        await Expect(page.Page).ToHaveURLAsync(Address("/accounts?sort=-name&type=dsp&view=cards"));
        await page.Page.GoForwardAsync();
        await ShowsAsync(page, View, chosen);
        await Expect(page.Button("Remove filter DSP")).ToBeVisibleAsync();
        await page.Button("Clear all").ClickAsync();
        await Expect(page.Page).ToHaveURLAsync(Address("/accounts?sort=-name"));
    }

    [Fact]
    public async Task Typing_fast_asks_rarely_and_adds_no_step_to_the_history()
    {
        var page = await OpenAsync(await ConnectedPersonAsync(), "/audit");
        await Rail(page, "Accounts").ClickAsync();
        await page.ReadyAsync("/accounts");
        var asked = 0;
        page.Page.Request += (_, request) => asked += request.Url.Contains("/api/v1/accounts?", StringComparison.Ordinal) ? 1 : 0;

        await page.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search name or id" })
            .PressSequentiallyAsync("abcdefghijklmnopqrst", new() { Delay = 30 });
        await Expect(page.Page).ToHaveURLAsync(Address("/accounts?q=abcdefghijklmnopqrst"));
        await Expect(page.Main).ToContainTextAsync("No account matches these filters.");

        asked.ShouldBeInRange(1, 3);
        await page.Page.GoBackAsync();
        await page.ReadyAsync("/audit");
    }

    [Fact]
    public async Task A_middle_click_on_a_name_opens_a_tab()
    {
        var page = await OpenAsync(await ConnectedPersonAsync(), "/accounts");
        var link = Names(page).First;

        var tab = await page.Page.Context.RunAndWaitForPageAsync(() => link.ClickAsync(new() { Button = MouseButton.Middle }));

        var name = await link.TextContentAsync();
        await Expect(tab.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(name!);
        new Uri(tab.Url).AbsolutePath.ShouldStartWith("/accounts/");
        page.Path.ShouldBe("/accounts");
    }

    [Fact]
    public async Task The_copy_button_copies_the_whole_id()
    {
        var person = await ConnectedPersonAsync();
        var account = (await AccountsAsync(person, "account_type=advertising&page_size=1"))[0];
        var id = account.GetProperty("amazon_account_id").GetString()!;
        var page = await NewBrowserAsync();
        await page.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.SignInAsync(person);
        await page.GoToAsync($"/accounts?q={id[^6..]}");

        await page.Page.GetByRole(AriaRole.Button, new() { Name = id }).ClickAsync();

        await Expect(page.Page.GetByText($"Copied id of {account.GetProperty("account_name").GetString()}.")).ToBeAttachedAsync();
        (await page.Page.EvaluateAsync<string>("navigator.clipboard.readText()")).ShouldBe(id);
    }

    [Fact]
    public async Task An_error_in_a_country_shows_the_flag_and_the_reason_of_Amazon()
    {
        var person = await ConnectedPersonAsync();
        var account = (await AccountsAsync(person, "has_errors=true&page_size=1"))[0];
        var country = account.GetProperty("metadata").GetProperty("errors").EnumerateObject().First(errors => errors.Value.GetArrayLength() > 0);
        var error = country.Value[0];

        var page = await OpenAsync(person, $"/accounts/{account.GetProperty("id").GetString()}");

        var reason = page.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Amazon says" }).First;
        await Expect(reason.Locator("q")).ToHaveTextAsync(error.GetProperty("errorMessage").GetString()!);
        await Expect(reason).ToContainTextAsync(error.GetProperty("errorCode").GetString()!);
        await Expect(reason).ToContainTextAsync("What it means");
        await Expect(reason.GetByRole(AriaRole.Link, new() { Name = "Open Amazon Ads" })).ToBeVisibleAsync();
        var flag = page.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Not created" }).First.Locator("img");
        (await flag.GetAttributeAsync("src"))!.ShouldContain($"/{country.Name}");
        await Eventually.IsTrueAsync(async () => await flag.EvaluateAsync<int>("image => image.naturalWidth") > 0);
    }

    private string Address(string path) => new Uri(World.Address, path).ToString();

    private static ILocator Rail(DashboardPage page, string name) =>
        page.Page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" }).GetByRole(AriaRole.Link, new() { Name = name });

    private static ILocator Names(DashboardPage page) => page.Page.Locator("[data-slot=data-row]").GetByRole(AriaRole.Rowheader).GetByRole(AriaRole.Link);

    private static async Task<IReadOnlyList<string>> NamesAsync(DashboardPage page) => await Names(page).AllTextContentsAsync();

    private static async Task<IReadOnlyList<string>> SettledNamesAsync(DashboardPage page, Func<IReadOnlyList<string>, bool> isSettled)
    {
        IReadOnlyList<string> names = [];
        await Eventually.IsTrueAsync(async () => isSettled(names = await NamesAsync(page)));
        return names;
    }

    private async Task ShowsAsync(DashboardPage page, string view, IReadOnlyList<string> names)
    {
        await Expect(page.Page).ToHaveURLAsync(Address(view));
        await Expect(Names(page)).ToHaveTextAsync(names);
    }

    internal static async Task<JsonElement> AccountsAsync(Person person, string query) =>
        (await person.GetAsync($"/api/v1/accounts?{query}")).Json.GetProperty("accounts");
}
