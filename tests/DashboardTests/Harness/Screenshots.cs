namespace Accounts.DashboardTests.Harness;

/// <summary>Pictures of the pages, for documentation and review. They are taken only if <c>ACCOUNTS_SCREENSHOTS</c> names a folder.</summary>
internal static class Screenshots
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("ACCOUNTS_SCREENSHOTS");

    public static async Task TakeScreenshotAsync(this DashboardPage page, string name)
    {
        if (Folder is { Length: > 0 })
            await page.Page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}-{page.Look}.png") });
    }
}
