namespace Accounts.DashboardTests;

public sealed class InvalidGrantTests(DashboardRun run) : DashboardTest(run.World)
{
    private const string Revoked = "Amazon revoked access for";

    [Fact]
    public async Task An_invalid_grant_shows_everywhere_and_one_click_fixes_it()
    {
        var person = await ConnectedPersonAsync();
        await World.InvalidateGrantsAsync(person);

        var page = await OpenAsync(person);

        await Expect(page.Page).ToHaveTitleAsync("(2) Overview · Accounts");
        await Expect(page.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync(Revoked);
        await Expect(page.Page.GetByRole(AriaRole.Heading, new() { Name = "Reconnect “" })).ToBeVisibleAsync();
        await Expect(Favicon(page)).ToHaveAttributeAsync("href", "/app/favicon-problem.svg");
        foreach (var path in (string[])["/accounts", "/audit"])
        {
            await page.GoToAsync(path);
            await Expect(page.Banner).ToContainTextAsync(Revoked);
        }

        await page.Banner.GetByRole(AriaRole.Button, new() { Name = "Reconnect" }).ClickAsync();
        await page.AllowAsync("northwind");

        await Expect(page.Main).ToBeVisibleAsync();
        await Expect(page.Banner).Not.ToContainTextAsync(Revoked);
    }

    [Fact]
    public async Task Reconnecting_makes_frozen_accounts_active_and_restores_the_view()
    {
        const string View = "/accounts?q=a&sort=-name&type=advertising";
        var person = await ConnectedPersonAsync();
        await World.InvalidateGrantsAsync(person);
        var page = await OpenAsync(person, View);
        await Expect(page.Rows.GetByText("Frozen").First).ToBeVisibleAsync();
        await Expect(page.Rows.GetByText("Active")).ToHaveCountAsync(0);

        await page.Banner.GetByRole(AriaRole.Button, new() { Name = "Reconnect" }).ClickAsync();
        await page.AllowAsync("northwind");

        await page.ReadyAsync("/accounts");
        page.Path.ShouldBe(View);
        await Expect(page.Rows.GetByText("Active").First).ToBeVisibleAsync();
        await Expect(page.Rows.GetByText("Frozen")).ToHaveCountAsync(0);
        await Expect(page.Banner).Not.ToContainTextAsync(Revoked);
        await Expect(Favicon(page)).ToHaveAttributeAsync("href", "/app/favicon-problem.svg"); // accounts with errors from Amazon remain
    }

    [Fact]
    public async Task The_banner_appears_within_a_minute_without_a_reload()
    {
        var person = await ConnectedPersonAsync();
        var page = await NewBrowserAsync();
        await page.SignInAsync(person);
        await page.Page.Clock.InstallAsync();
        await page.GoToAsync("/hierarchy");
        await Expect(page.Banner).Not.ToContainTextAsync(Revoked);

        await World.InvalidateGrantsAsync(person);
        await page.Page.Clock.FastForwardAsync("01:00");

        await Expect(page.Banner).ToContainTextAsync(Revoked);
        await Expect(page.Page).ToHaveTitleAsync("(2) Hierarchy · Accounts");
        page.Path.ShouldBe("/hierarchy");
    }

    private static ILocator Favicon(DashboardPage page) => page.Page.Locator("link[rel=icon]");
}
