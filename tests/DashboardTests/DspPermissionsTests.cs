using Accounts.Simulators;
using Accounts.Simulators.Clerk;

namespace Accounts.DashboardTests;

/// <summary>What a person sees who may not do everything. Only the service knows who may, so a refusal is explained when it comes.</summary>
public sealed class DspPermissionsTests(DspPermissionsTests.RestrictedWorld world)
    : DashboardTest(world), IClassFixture<DspPermissionsTests.RestrictedWorld>
{
    public sealed class RestrictedWorld(DashboardRun run) : DashboardWorld(run)
    {
        protected override SimulatorOptions Simulated => new() { Accounts = 1, Agencies = 1, AdvertisersPerAgency = 1, Managers = 0 };

        protected override (string Name, string Value)[] Changes =>
        [
            ("Permissions:ReadSeats:0", "org:viewer"), ("Permissions:RefreshSeats:0", "org:trader"),
            ("Permissions:ChangeCampaigns:0", "org:trader"),
        ];
    }

    private const string Reason = "Your role in the organization does not allow this; ask its administrator.";

    [Fact]
    public async Task Seats_that_a_person_may_not_read_are_replaced_by_the_reason()
    {
        var page = await OpenAsync("seats", role: null);

        await Expect(page.Main.GetByRole(AriaRole.Alert)).ToContainTextAsync(Reason);
        await Expect(page.Main.GetByRole(AriaRole.Rowheader)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_refused_refresh_leaves_the_seats_and_says_why()
    {
        var page = await OpenAsync("seats", "org:viewer");
        await page.Button("Refresh").ClickAsync();

        await Expect(page.Main.GetByRole(AriaRole.Alert)).ToContainTextAsync("The seats were not read.");
        await Expect(page.Main.GetByRole(AriaRole.Alert)).ToContainTextAsync(Reason);
        await Expect(page.Main.GetByRole(AriaRole.Rowheader)).ToHaveCountAsync(5);
    }

    [Fact]
    public async Task A_refused_campaign_keeps_the_input_and_says_why()
    {
        var page = await OpenAsync("campaigns?open=new", "org:viewer");
        var form = page.Page.GetByRole(AriaRole.Form, new() { Name = "Campaign" });
        await CampaignsTests.FillAsync(page, "Forbidden");
        await form.GetByRole(AriaRole.Button, new() { Name = "Create" }).ClickAsync();

        await Expect(form.GetByRole(AriaRole.Alert)).ToContainTextAsync("The campaign was not saved.");
        await Expect(form.GetByRole(AriaRole.Alert)).ToContainTextAsync(Reason);
        await Expect(form.GetByLabel("Name")).ToHaveValueAsync("Forbidden");
        World.Amazon.World("northwind").Campaigns.All.ShouldBeEmpty();
    }

    private async Task<DashboardPage> OpenAsync(string part, string? role)
    {
        var person = await ConnectedPersonAsync();
        World.Amazon.Clerk.SetOrganization(person.Clerk, role is null ? null : new ClerkOrganization(role));
        var page = await NewBrowserAsync();
        page.Expect("403");
        await page.SignInAsync(person);
        await page.GoToAsync($"/dsp/{await person.AdvertiserAsync()}/{part}");
        return page;
    }
}
