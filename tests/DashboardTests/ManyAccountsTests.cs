using Accounts.Simulators;

namespace Accounts.DashboardTests;

public sealed class ManyAccountsTests(ManyAccountsTests.LargeWorld world) : DashboardTest(world), IClassFixture<ManyAccountsTests.LargeWorld>
{
    private const int Count = 10_000;

    public sealed class LargeWorld(DashboardRun run) : DashboardWorld(run)
    {
        protected override SimulatorOptions Simulated => new() { Accounts = Count, Profiles = 0, Agencies = 0, Managers = 0 };
    }

    /// <summary>
    /// Scrolls by 80 rows a step to the end, and after each step waits until a loaded row is in the middle of the view. Returns the longest waits
    /// for any row and for a loaded one, and the most rows that the document had.
    /// </summary>
    private const string ScrollToEnd =
        """
        async () => {
          const scroller = document.querySelector('section[aria-label=Accounts]');
          const frame = () => new Promise(resolve => requestAnimationFrame(resolve));
          const box = scroller.getBoundingClientRect();
          const row = () => document.elementFromPoint(box.x + 200, box.y + box.height / 2)?.closest('[data-slot=data-row]');
          const result = { wait: 0, blank: 0, rows: 0, steps: 0 };
          while (scroller.scrollTop + scroller.clientHeight < scroller.scrollHeight - 1) {
            const started = performance.now();
            scroller.scrollTop += 80 * 44;
            await frame();
            await frame();
            while (!row()) await frame();
            result.blank = Math.max(result.blank, performance.now() - started);
            while (!row()?.querySelector('a')) await frame();
            result.wait = Math.max(result.wait, performance.now() - started);
            result.rows = Math.max(result.rows, document.querySelectorAll('[data-slot=data-row]').length);
            result.steps++;
          }
          return result;
        }
        """;

    [Fact]
    public async Task Ten_thousand_accounts_scroll_from_end_to_end()
    {
        var person = NewPerson();
        await person.ConnectAsync("northwind");
        await person.SyncAsync();
        var page = await OpenAsync(person, "/accounts");
        var table = page.Page.GetByRole(AriaRole.Table, new() { Name = "Accounts" });
        await Expect(table).ToHaveAttributeAsync("aria-rowcount", $"{Count + 1}");

        var result = await page.Page.EvaluateAsync<Dictionary<string, double>>(ScrollToEnd);

        Metrics.Record($"{Count} accounts scroll from end to end: {result["steps"]} steps, {result["rows"]} rows in the document, "
            + $"at most {result["blank"]:0} ms blank and {result["wait"]:0} ms until a loaded row");
        var last = page.Page.Locator($"[data-slot=data-row][aria-rowindex='{Count + 1}']");
        await Expect(last.GetByRole(AriaRole.Link)).ToBeVisibleAsync();
        await Expect(page.Main).ToContainTextAsync("of 10,000");
        result["steps"].ShouldBeGreaterThan(100);
        result["rows"].ShouldBeLessThan(100);
        result["blank"].ShouldBeLessThan(3000);
    }
}
