using Accounts.Simulators.Control;
using Accounts.Simulators.Worlds;

namespace Accounts.DashboardTests;

public sealed class SyncTests(HeldWorld world) : DashboardTest(world), IClassFixture<HeldWorld>
{
    /// <summary>Measures in the browser how long the first busy button took after a press.</summary>
    private const string BusyAfter =
        """
        (() => {
          let pressed;
          addEventListener('pointerup', () => { pressed ??= performance.now(); }, true);
          new MutationObserver(() => {
            if (pressed && document.querySelector('button[aria-busy=true]')) window.__busyAfter ??= performance.now() - pressed;
          }).observe(document, { subtree: true, attributes: true, attributeFilter: ['aria-busy'] });
        })();
        """;

    private static readonly string[] Listings = [Routes.ListAccounts, Routes.ListProfiles, Routes.ListManagers, Routes.ListAdvertisers];

    [Fact]
    public async Task The_button_is_busy_at_once_and_a_second_tab_shows_the_same_run()
    {
        var page = await OpenAsync(await ConnectedPersonAsync());
        await page.Page.AddInitScriptAsync(BusyAfter);
        await page.GoToAsync("/sync");
        var bar = page.Region("Syncing");

        using (await world.HoldSyncsAsync())
        {
            await page.Button("Sync now").ClickAsync();
            await Eventually.IsTrueAsync(() => page.Page.EvaluateAsync<bool>("window.__busyAfter > 0"));
            await Expect(bar).ToBeVisibleAsync();
            var tab = await page.NewTabAsync("/sync");

            await Expect(tab.Region("Syncing")).ToBeVisibleAsync();
            (await DetailsAsync(tab)).ShouldBe(await DetailsAsync(page));
            await Expect(tab.Button("Sync now")).ToHaveAttributeAsync("aria-busy", "true");
        }

        await Expect(bar).ToBeHiddenAsync();
        var busyAfter = await page.Page.EvaluateAsync<double>("window.__busyAfter");
        Metrics.Record($"“Sync now” is busy after {busyAfter:0} ms");
        busyAfter.ShouldBeLessThan(1000);
    }

    [Fact]
    public async Task A_refused_start_joins_the_run_in_progress()
    {
        var page = await OpenAsync(await ConnectedPersonAsync(), "/sync");
        var unaware = await page.NewTabAsync("/sync");
        page.Expect("409");

        using var hold = await world.HoldSyncsAsync();
        await page.Button("Sync now").ClickAsync();
        await Expect(page.Region("Syncing")).ToBeVisibleAsync();
        // The second tab has not asked for the runs since, so its button is free.
        await unaware.Button("Sync now").ClickAsync();

        await Expect(unaware.Main).ToContainTextAsync("A sync is already running; showing it.");
        (await DetailsAsync(unaware)).ShouldBe(await DetailsAsync(page));
    }

    [Fact]
    public async Task A_partial_run_names_the_scope_and_the_region_and_stays_partial()
    {
        const string Meaning = "Partly synced: DSP advertisers (Far East) failed. Nothing was removed.";
        var person = await ConnectedPersonAsync("contoso");
        string run;
        using (await world.FailAsync(Failing(Routes.ListAdvertisers) with { Region = AdsRegion.Fe }))
            run = (await person.SyncAsync()).GetProperty("sync_id").GetString()!;

        var page = await OpenAsync(person);
        await Expect(page.Main).ToContainTextAsync(Meaning);
        await page.GoToAsync($"/sync/{run}");
        await Expect(page.Main).ToContainTextAsync(Meaning);
        await Expect(page.Page.GetByRole(AriaRole.Heading, new() { Name = "DSP advertisers (Far East)" })).ToBeVisibleAsync();
        await page.GoToAsync("/sync");
        var last = page.Region("History").GetByRole(AriaRole.Row).Nth(1);
        await Expect(last).ToContainTextAsync("Partial");
        await last.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(page.Region("History")).ToContainTextAsync("DSP advertisers (Far East)");
    }

    [Fact]
    public async Task The_result_of_a_failed_run_stays_until_the_next_run_ends()
    {
        var person = await ConnectedPersonAsync("contoso");
        using (await world.FailAsync(Listings.Select(Failing))) await person.SyncAsync();
        var page = await OpenAsync(person, "/sync");
        var results = page.Region("History").GetByRole(AriaRole.Row);
        await Expect(results.Nth(1)).ToContainTextAsync("Failed");

        using (await world.HoldSyncsAsync())
        {
            await page.Button("Sync now").ClickAsync();
            await Expect(page.Region("Syncing")).ToBeVisibleAsync();
            await Expect(results.Nth(1)).ToContainTextAsync("Failed");
            var tab = await page.NewTabAsync("/");
            await Expect(tab.Page.GetByRole(AriaRole.Heading, new() { Name = "The last sync failed" })).ToBeVisibleAsync();
            await tab.GoToAsync("/sync");
            await Expect(tab.Region("Syncing")).ToBeVisibleAsync();
            await Expect(tab.Region("History").GetByRole(AriaRole.Row).Nth(1)).ToContainTextAsync("Failed");
        }

        await Expect(results.Nth(1)).ToContainTextAsync("Complete");
        await Expect(results.Nth(2)).ToContainTextAsync("Failed");
    }

    private static Fault Failing(string route) => new() { Route = route, Kind = FaultKind.Status, Login = "contoso" };

    private static Task<string?> DetailsAsync(DashboardPage page) =>
        page.Main.GetByRole(AriaRole.Link, new() { Name = "Details" }).GetAttributeAsync("href");
}
