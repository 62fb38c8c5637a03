using System.Reflection;

namespace Accounts.DashboardTests.Harness;

/// <summary>The browser of the run. Every test has a context of its own in it.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    public const string Missing = "No Chromium: set CHROMIUM_PATH or install the package chromium.";

    private static readonly string[] Installed =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome-stable", "/usr/bin/google-chrome", "/snap/bin/chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe",
    ];

    private readonly IPlaywright _playwright;

    private Chromium(IPlaywright playwright, IBrowser browser)
    {
        _playwright = playwright;
        Browser = browser;
    }

    public IBrowser Browser { get; }

    /// <summary>The reason to skip tests on a machine without Chromium. In continuous integration this is an error.</summary>
    public static string SkipReason(bool isContinuousIntegration) =>
        isContinuousIntegration ? throw new InvalidOperationException(Missing) : $"{Missing} The tests of the dashboard are skipped.";

    /// <summary>Returns null if the machine has no Chromium.</summary>
    public static async Task<Chromium?> StartAsync()
    {
        Environment.SetEnvironmentVariable("PLAYWRIGHT_DRIVER_SEARCH_PATH", PackageFolder);
        var playwright = await Playwright.CreateAsync();
        string?[] candidates = [Environment.GetEnvironmentVariable("CHROMIUM_PATH"), .. Installed, playwright.Chromium.ExecutablePath];
        var path = candidates.FirstOrDefault(File.Exists);
        if (path is null)
        {
            playwright.Dispose();
            return null;
        }

        SetDefaultExpectTimeout(15_000);
        // Chromium refuses to run its sandbox as root.
        return new Chromium(playwright, await playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = path, ChromiumSandbox = !Environment.IsPrivilegedProcess }));
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        _playwright.Dispose();
    }

    private static string PackageFolder => typeof(Chromium).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "PlaywrightPackage").Value!;
}
