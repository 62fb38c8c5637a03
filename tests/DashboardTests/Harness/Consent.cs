namespace Accounts.DashboardTests.Harness;

/// <summary>Leaves for the simulated consent page of Amazon, and answers it.</summary>
internal static class Consent
{
    /// <summary>Chooses a region in the menu of the one button of the first run.</summary>
    public static async Task LeaveForAmazonAsync(this DashboardPage page)
    {
        await page.Main.GetByRole(AriaRole.Button, new() { Name = "Connect Amazon" }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Menuitem, new() { Name = "North America" }).ClickAsync();
    }

    public static async Task AllowAsync(this DashboardPage page, string login)
    {
        await page.Page.Locator($"input[name=login][value={login}]").CheckAsync();
        await page.Button("Allow").ClickAsync();
    }

    public static Task DeclineAsync(this DashboardPage page) => page.Button("Cancel").ClickAsync();
}
