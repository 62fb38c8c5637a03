namespace Accounts.DashboardTests.Harness;

/// <summary>Answers the simulated consent page of Amazon, which the browser shows.</summary>
internal static class Consent
{
    public static async Task AllowAsync(this DashboardPage page, string login)
    {
        await page.Page.Locator($"input[name=login][value={login}]").CheckAsync();
        await page.Button("Allow").ClickAsync();
    }

    public static Task DeclineAsync(this DashboardPage page) => page.Button("Cancel").ClickAsync();
}
