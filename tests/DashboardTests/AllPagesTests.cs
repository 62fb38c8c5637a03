namespace Accounts.DashboardTests;

/// <summary>What every page guarantees.</summary>
public sealed class AllPagesTests(DashboardRun run, StoredPerson stored) : DashboardTest(run.World), IClassFixture<StoredPerson>
{
    public static TheoryData<string> Routes => [.. DashboardRoutes.All];

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_page_is_accessible_and_fits_in_every_size_and_theme(string route)
    {
        var page = await OpenAsync(stored.Person, stored.AddressOf(route));
        var faults = new List<string>();
        foreach (var look in Look.All)
        {
            await page.ShowAsync(look);
            await page.TakeScreenshotAsync(DashboardRoutes.NameOf(route));
            faults.AddRange((await FaultsAsync(page)).Select(fault => $"{look}: {fault}"));
        }

        faults.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_page_is_small_and_stable(string route)
    {
        var page = await OpenAsync(stored.Person, stored.AddressOf(route));

        var metrics = await Metrics.OfAsync(page);

        metrics.Code.ShouldBeInRange(1, route == "/" ? 150_000 : 200_000, string.Join('\n', metrics.Files));
        metrics.Shift.ShouldBeLessThan(0.01);
    }

    private static async Task<IReadOnlyList<string>> FaultsAsync(DashboardPage page)
    {
        var headings = await page.Heading.CountAsync();
        var title = await page.Page.TitleAsync();
        return
        [
            .. headings == 1 ? (string[])[] : [$"{headings} h1"],
            .. title.EndsWith(" · Accounts", StringComparison.Ordinal) ? (string[])[] : [$"the title is {title}"],
            .. await page.ScrollsSidewaysAsync() ? (string[])["it scrolls sideways"] : [],
            .. await page.ViolationsAsync(),
        ];
    }
}
