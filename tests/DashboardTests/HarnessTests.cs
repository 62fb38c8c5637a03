namespace Accounts.DashboardTests;

/// <summary>The checks that run on every page notice what they are for.</summary>
public sealed class HarnessTests(DashboardRun run) : DashboardTest(run.World)
{
    private const string Policy = "default-src 'none'; script-src 'self' 'unsafe-inline' http://127.0.0.1:9; style-src 'self'; connect-src *";

    [Theory]
    [InlineData("<script>console.error('spoiled')</script>", "spoiled")]
    [InlineData("<script>null.x</script>", "uncaught")]
    [InlineData("<img src='/picture.png' alt=''>", "CSP img-src")]
    [InlineData("<p style='color: red'>Red</p>", "CSP style-src")]
    [InlineData("<script src='http://127.0.0.1:9/elsewhere.js'></script>", "another host")]
    public async Task An_error_of_a_page_is_found(string body, string expected)
    {
        var page = await ShowAsync(body);

        await Eventually.IsTrueAsync(() => page.Findings.Any(finding => finding.Contains(expected, StringComparison.Ordinal)));
        page.Expect("");
    }

    [Fact]
    public async Task A_page_without_errors_has_no_findings()
    {
        var page = await ShowAsync("<h1>Fine</h1>");

        page.Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_violation_of_axe_names_its_element()
    {
        var page = await ShowAsync("<h1>Picture</h1><button id='nameless'></button>");

        (await page.ViolationsAsync()).ShouldHaveSingleItem().ShouldStartWith("button-name: #nameless");
    }

    [Fact]
    public async Task A_page_that_is_too_wide_is_noticed()
    {
        var page = await ShowAsync("<table width='2000'><tr><td>Wide</td></tr></table>");

        (await page.ScrollsSidewaysAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task Metrics_count_what_was_transferred_until_the_page_was_ready()
    {
        var page = await ShowAsync("<h1>Ready</h1><script>document.documentElement.dataset.ready = '/probe'</script>");

        await page.ReadyAsync("/probe");
        var metrics = await Metrics.OfAsync(page);

        (metrics.Ready, metrics.Shift).ShouldSatisfyAllConditions(m => m.Ready.ShouldBeGreaterThan(0), m => m.Shift.ShouldBe(0));
    }

    private async Task<DashboardPage> ShowAsync(string body)
    {
        var page = await NewBrowserAsync();
        await page.Page.RouteAsync("**/probe", route => route.FulfillAsync(new()
        {
            ContentType = "text/html",
            Headers = new Dictionary<string, string> { ["Content-Security-Policy"] = Policy },
            Body = $"<!doctype html><html lang='en'><head><title>Probe</title></head><body><main id='main'>{body}</main></body></html>",
        }));
        await page.Page.GotoAsync("/probe");
        return page;
    }
}
