namespace Accounts.DashboardTests;

/// <summary>How a DSP advertiser is chosen.</summary>
public sealed class AdvertisersTests(DashboardRun run) : DashboardTest(run.World)
{
    [Fact]
    public async Task One_click_on_an_advertiser_opens_its_seats_and_the_next_visit_begins_there()
    {
        var person = await ConnectedPersonAsync();
        var advertisers = await person.AdvertisersAsync();
        var (id, name) = advertisers[1];
        var page = await OpenAsync(person, "/dsp");
        var links = page.Main.GetByRole(AriaRole.List, new() { Name = "DSP advertisers" }).GetByRole(AriaRole.Link);
        await Expect(links).ToHaveTextAsync(advertisers.Select(advertiser => advertiser.Name));

        await links.Nth(1).ClickAsync();

        await page.ReadyAsync($"/dsp/{id}/seats");
        await Expect(page.Heading).ToContainTextAsync(name);
        await page.PageLink("Audit").ClickAsync();
        await page.ReadyAsync("/audit");
        await page.PageLink("DSP").ClickAsync();
        await page.ReadyAsync($"/dsp/{id}/seats");
        await page.Main.GetByRole(AriaRole.Link, new() { Name = "DSP", Exact = true }).ClickAsync();
        await Expect(links).ToHaveCountAsync(advertisers.Length);
    }

    [Fact]
    public async Task A_search_finds_an_advertiser_by_the_end_of_its_id()
    {
        var person = await ConnectedPersonAsync();
        var (id, name) = (await person.AdvertisersAsync())[^1];
        var page = await OpenAsync(person, "/dsp");

        await page.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search advertiser or id" }).FillAsync(id[^8..]);

        await Expect(page.Main.GetByRole(AriaRole.List, new() { Name = "DSP advertisers" }).GetByRole(AriaRole.Link)).ToHaveTextAsync([name]);
    }
}
