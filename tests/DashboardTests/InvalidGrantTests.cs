namespace Accounts.DashboardTests;

public sealed class InvalidGrantTests(DashboardRun run) : DashboardTest(run.World)
{
    [Fact]
    public async Task An_invalid_grant_shows_everywhere_and_one_click_fixes_it()
    {
        var person = await ConnectedPersonAsync();
        await World.InvalidateGrantsAsync(person);

        var page = await OpenAsync(person);

        await Expect(page.Page).ToHaveTitleAsync("(2) Overview · Accounts");
        await Expect(page.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Amazon revoked access for");
        await Expect(page.Page.GetByRole(AriaRole.Heading, new() { Name = "Reconnect “" })).ToBeVisibleAsync();
        var banner = page.Page.GetByRole(AriaRole.Banner);
        foreach (var path in (string[])["/accounts", "/audit"])
        {
            await page.GoToAsync(path);
            await Expect(banner).ToContainTextAsync("Amazon revoked access for");
        }

        await banner.GetByRole(AriaRole.Button, new() { Name = "Reconnect" }).ClickAsync();
        await page.AllowAsync("northwind");

        await Expect(page.Page.Locator("#main")).ToBeVisibleAsync();
        await Expect(banner).Not.ToContainTextAsync("Amazon revoked access for");
    }
}
