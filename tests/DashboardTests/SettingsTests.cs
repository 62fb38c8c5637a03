namespace Accounts.DashboardTests;

public sealed class SettingsTests(DashboardRun run) : DashboardTest(run.World)
{
    /// <summary>Records every theme that the document has from its start, with the time of the first.</summary>
    private const string Themes =
        """
        (() => {
          const seen = window.__themes = { all: [], at: 0 };
          new MutationObserver(() => {
            const theme = document.documentElement?.dataset.theme;
            if (!theme || seen.all.at(-1) === theme) return;
            seen.all.push(theme);
            seen.at ||= performance.now();
          }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-theme'] });
        })();
        """;

    [Fact]
    public async Task A_theme_applies_at_once_and_a_reload_shows_no_other()
    {
        var page = await OpenAsync(NewPerson(), "/settings");
        var document = page.Page.Locator("html");
        await Expect(document).ToHaveAttributeAsync("data-theme", "light");
        await page.Page.AddInitScriptAsync(Themes);

        await page.Page.GetByRole(AriaRole.Radio, new() { Name = "Dark" }).CheckAsync();
        await Expect(document).ToHaveAttributeAsync("data-theme", "dark");
        await Expect(page.Page.GetByText("Saved.", new() { Exact = true })).ToBeAttachedAsync();
        await page.ReloadAsync();

        await Expect(page.Page.GetByRole(AriaRole.Radio, new() { Name = "Dark" })).ToBeCheckedAsync();
        (await page.Page.EvaluateAsync<string[]>("window.__themes.all")).ShouldBe(["dark"]);
        (await page.Page.EvaluateAsync<bool>("window.__themes.at < performance.getEntriesByName('first-paint')[0].startTime")).ShouldBeTrue();
    }

    [Fact]
    public async Task Shortcuts_can_be_turned_off_except_those_with_a_modifier()
    {
        var page = await OpenAsync(NewPerson(), "/settings");
        var toggle = page.Page.GetByRole(AriaRole.Switch, new() { Name = "Keyboard shortcuts" });
        var keys = page.Page.Keyboard;
        var sheet = page.Page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard shortcuts" });

        await toggle.UncheckAsync();
        await Expect(page.Page.GetByText("Saved.", new() { Exact = true })).ToBeAttachedAsync();
        await page.ReloadAsync();
        await Expect(toggle).Not.ToBeCheckedAsync();
        await keys.PressAsync("?");
        await keys.PressAsync("g");
        await keys.PressAsync("a");
        await keys.PressAsync("Control+k");
        await Expect(page.Page.GetByRole(AriaRole.Dialog, new() { Name = "Search and commands" })).ToBeVisibleAsync();
        await keys.PressAsync("Escape");
        page.Path.ShouldBe("/settings");
        await Expect(sheet).ToHaveCountAsync(0);

        await toggle.CheckAsync();
        await keys.PressAsync("?");
        await Expect(sheet).ToBeVisibleAsync();
    }
}
