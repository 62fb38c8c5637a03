namespace Accounts.DashboardTests;

public sealed class AuditTests(DashboardRun run) : DashboardTest(run.World)
{
    [Fact]
    public async Task The_log_is_filtered_in_the_address_and_an_entry_shows_what_it_changed()
    {
        var person = await ConnectedPersonAsync();
        var answer = await person.SendAsync(HttpMethod.Patch, "/api/v1/settings", """{"preferences":{"theme":"dark"}}""");
        answer.Status.ShouldBe(System.Net.HttpStatusCode.OK, answer.Text);
        var page = await OpenAsync(person, "/audit");
        var events = page.Main.GetByRole(AriaRole.Row).GetByRole(AriaRole.Button).And(page.Page.Locator("[aria-expanded]"));
        await Expect(events).ToContainTextAsync(["Settings changed", "Login connected"]);

        await page.Page.GetByRole(AriaRole.Combobox, new() { Name = "Event" }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Option, new() { Name = "Settings changed", Exact = true }).ClickAsync();

        await Expect(events).ToHaveTextAsync(["Settings changed"]);
        page.Path.ShouldBe("/audit?event=settings.update");
        await events.ClickAsync();
        await Expect(page.Main).ToContainTextAsync("theme");
        await Expect(page.Main).ToContainTextAsync("dark");
        await page.ReloadAsync();
        await Expect(events).ToHaveTextAsync(["Settings changed"]);
        await page.Page.GetByRole(AriaRole.Combobox, new() { Name = "Outcome" }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Option, new() { Name = "Failed" }).ClickAsync();
        await Expect(page.Main).ToContainTextAsync("No entry matches these filters.");
        await page.Button("Clear filters").ClickAsync();
        await Expect(events).ToContainTextAsync(["Settings changed", "Login connected"]);
    }
}
