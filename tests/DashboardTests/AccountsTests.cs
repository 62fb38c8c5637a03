using System.Text.Json;

namespace Accounts.DashboardTests;

public sealed class AccountsTests(DashboardRun run) : DashboardTest(run.World)
{
    [Fact]
    public async Task A_view_survives_reload_back_forward_and_another_browser()
    {
        var person = await ConnectedPersonAsync();
        var rows = await AccountsAsync(person, "search=a&account_type=dsp&sort=name&order=desc&page_size=100");
        string[] names = [.. rows.EnumerateArray().Select(row => row.GetProperty("account_name").GetString()!)];
        names.Length.ShouldBeGreaterThan(5);
        var page = await OpenAsync(person, "/accounts");

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
        await ShowsAsync(page, View, names);

        await page.ReloadAsync();
        await ShowsAsync(page, View, names);
        var other = await OpenAsync(person, View);
        await ShowsAsync(other, View, names);
        await page.Page.GoBackAsync();
        await Expect(page.Page).ToHaveURLAsync(Address("/accounts?sort=-name&type=dsp&view=cards"));
        await page.Page.GoForwardAsync();
        await ShowsAsync(page, View, names);
        await Expect(page.Button("Remove filter DSP")).ToBeVisibleAsync();
        await page.Button("Clear all").ClickAsync();
        await Expect(page.Page).ToHaveURLAsync(Address("/accounts?sort=-name"));
    }

    [Fact]
    public async Task Typing_fast_asks_rarely_and_adds_no_step_to_the_history()
    {
        const string Typed = "abcdefghijklmnopqrst";
        var page = await NewBrowserAsync();
        await page.SignInAsync(await ConnectedPersonAsync());
        await page.Page.Clock.InstallAsync();
        await page.GoToAsync("/audit");
        await page.PageLink("Accounts").ClickAsync();
        await page.ReadyAsync("/accounts");
        var asked = 0;
        page.Page.Request += (_, request) => asked += request.Url.Contains("/api/v1/accounts?", StringComparison.Ordinal) ? 1 : 0;

        await page.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search name or id" }).FocusAsync();
        // The clock of the page decides how fast the typing is, not the machine.
        await page.Page.Clock.PauseAtAsync(TimeProvider.System.GetUtcNow().AddMinutes(1).UtcDateTime);
        foreach (var letter in Typed)
        {
            await page.Page.Keyboard.PressAsync($"{letter}");
            await page.Page.Clock.RunForAsync(50);
        }

        await page.Page.Clock.ResumeAsync();
        await Expect(page.Page).ToHaveURLAsync(Address($"/accounts?q={Typed}"));
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

    private static ILocator Names(DashboardPage page) => page.Rows.GetByRole(AriaRole.Rowheader).GetByRole(AriaRole.Link);

    private async Task ShowsAsync(DashboardPage page, string view, string[] names)
    {
        await Expect(page.Page).ToHaveURLAsync(Address(view));
        await Expect(page.Main).ToContainTextAsync($" of {names.Length}");
        await Expect(Names(page)).ToContainTextAsync(names.Take(5));
    }

    internal static async Task<JsonElement> AccountsAsync(Person person, string query) =>
        (await person.GetAsync($"/api/v1/accounts?{query}")).Json.GetProperty("accounts");
}
