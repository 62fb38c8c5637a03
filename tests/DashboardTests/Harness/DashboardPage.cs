using System.Text.RegularExpressions;

namespace Accounts.DashboardTests.Harness;

/// <summary>A browser with one page of the dashboard.</summary>
internal sealed partial class DashboardPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly PageFindings _findings;

    private DashboardPage(DashboardWorld world, IBrowserContext context, IPage page, Look look)
    {
        _context = context;
        _findings = new PageFindings(world, context);
        World = world;
        Page = page;
        Look = look;
    }

    public DashboardWorld World { get; }

    public IPage Page { get; }

    public Look Look { get; private set; }

    /// <summary>What a page must not do and did. The test fails because of them when it ends.</summary>
    public IEnumerable<string> Findings => _findings.All;

    public ILocator Main => Page.Locator("#main");

    /// <summary>The bar above every page. It says which logins lost their access.</summary>
    public ILocator Banner => Page.GetByRole(AriaRole.Banner);

    /// <summary>The loaded or waiting rows of a long table.</summary>
    public ILocator Rows => Page.Locator("[data-slot=data-row]");

    public ILocator Heading => Page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    public string Path => new Uri(Page.Url).PathAndQuery;

    public static async Task<DashboardPage> OpenAsync(DashboardWorld world, Look look)
    {
        var context = await world.Browser!.NewContextAsync(new()
        {
            BaseURL = world.Address.ToString(),
            ViewportSize = new() { Width = look.Width, Height = look.Height },
            ColorScheme = look.Theme,
            ReducedMotion = ReducedMotion.Reduce,
            Locale = "en-GB",
            TimezoneId = "Europe/Berlin",
        });
        context.SetDefaultTimeout(15_000);
        await context.AddInitScriptAsync(PageFindings.Script + Metrics.Script);
        return new DashboardPage(world, context, await context.NewPageAsync(), look);
    }

    /// <summary>A second tab of the same browser.</summary>
    public async Task<DashboardPage> NewTabAsync(string path)
    {
        var tab = new DashboardPage(World, _context, await _context.NewPageAsync(), Look);
        await tab.GoToAsync(path);
        return tab;
    }

    /// <summary>Accepts console errors that contain this text, such as the 409 that a test provokes.</summary>
    public void Expect(string consoleText) => _findings.Expect(consoleText);

    /// <summary>Loads an address and waits until its data is shown.</summary>
    public async Task GoToAsync(string path)
    {
        await Page.GotoAsync(path);
        await ReadyAsync(path.Split('?')[0]);
    }

    /// <summary>Loads the same address in another size and theme.</summary>
    public async Task ShowAsync(Look look)
    {
        Look = look;
        await Page.SetViewportSizeAsync(look.Width, look.Height);
        await Page.EmulateMediaAsync(new() { ColorScheme = look.Theme });
        await ReloadAsync();
    }

    public async Task ReloadAsync()
    {
        await Page.ReloadAsync();
        await ReadyAsync(new Uri(Page.Url).AbsolutePath);
    }

    /// <summary>Waits until the data of the page at this path is shown. Every page announces it in an attribute of the document. The sign-in
    /// page does too, but has no such main part.</summary>
    public Task ReadyAsync(string path) =>
        Page.Locator($"html[data-ready='{path}'] #main").WaitForAsync(new() { State = WaitForSelectorState.Attached });

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name });

    /// <summary>A link of the list of all pages.</summary>
    public ILocator PageLink(string name) =>
        Page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" }).GetByRole(AriaRole.Link, new() { Name = name });

    public ILocator Region(string name) => Page.GetByRole(AriaRole.Region, new() { Name = name });

    public ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new() { Name = name });

    public Task<bool> ScrollsSidewaysAsync() =>
        Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth");

    /// <summary>Writes the state of the page beside the tests, for the reader of a failed test.</summary>
    public async Task DescribeAsync()
    {
        var name = NotOfAName().Replace(TestContext.Current.Test?.TestDisplayName ?? "test", "-");
        var file = System.IO.Path.Combine(AppContext.BaseDirectory, "failures", $"{name[..Math.Min(name.Length, 120)]}.png");
        try
        {
            await Page.ScreenshotAsync(new() { Path = file, Timeout = 5_000 });
            var content = await Page.Locator("body").AriaSnapshotAsync(new() { Timeout = 5_000 });
            TestContext.Current.TestOutputHelper?.WriteLine($"{Page.Url}\n{file}\n{content}");
        }
        catch (PlaywrightException e)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{Page.Url}: {e.Message}");
        }
    }

    public ValueTask DisposeAsync() => new(_context.CloseAsync());

    [GeneratedRegex("[^A-Za-z0-9]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NotOfAName();
}
