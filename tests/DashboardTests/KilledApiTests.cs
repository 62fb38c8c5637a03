using Accounts.Simulators;
using Accounts.Simulators.Control;

namespace Accounts.DashboardTests;

public sealed class KilledApiTests(KilledApiTests.SlowWorld world) : DashboardTest(world), IClassFixture<KilledApiTests.SlowWorld>
{
    /// <summary>A sync of it takes some seconds.</summary>
    public sealed class SlowWorld(DashboardRun run) : DashboardWorld(run)
    {
        protected override SimulatorOptions Simulated => new() { Accounts = 2000, Agencies = 0, Managers = 0 };
    }

    /// <summary>Notices if the bar is taken from the page. A reload forgets the result.</summary>
    private const string Watch =
        """
        () => {
          window.__stayed = true;
          new MutationObserver(() => { window.__stayed &&= document.getElementById('live-run') !== null; })
            .observe(document.body, { subtree: true, childList: true });
        }
        """;

    [Fact]
    public async Task The_bar_of_a_run_continues_without_a_reload_after_the_API_was_killed()
    {
        var page = await OpenAsync(await ConnectedPersonAsync(), "/sync");
        page.Expect("ERR_");
        World.Amazon.SetLatency(Routes.ListAccounts, TimeSpan.FromMilliseconds(300));
        var bar = page.Main.GetByRole(AriaRole.Progressbar, new() { Name = "Sync" });

        await page.Button("Sync now").ClickAsync();
        await Eventually.IsTrueAsync(async () => await SeenAsync(bar) > 0);
        await page.Page.EvaluateAsync(Watch);
        await World.KillApiAsync();
        var before = await SeenAsync(bar);
        // The run must not end before the page has found the new instance.
        World.Amazon.SetLatency(Routes.ListAccounts, TimeSpan.FromSeconds(3));
        await World.StartApiAsync();

        await Eventually.IsTrueAsync(async () => await SeenAsync(bar) > before);
        World.Amazon.SetLatency(Routes.ListAccounts, TimeSpan.Zero);
        (await page.Page.EvaluateAsync<bool>("window.__stayed")).ShouldBeTrue();
        await Expect(bar).ToBeHiddenAsync(new() { Timeout = 60_000 });
        await Expect(page.Region("History").GetByRole(AriaRole.Row).Nth(1)).ToContainTextAsync("Complete");
    }

    /// <summary>The percentage that the bar shows.</summary>
    private static async Task<double> SeenAsync(ILocator bar) =>
        double.TryParse(await bar.GetAttributeAsync("aria-valuenow"), out var value) ? value : 0;
}
