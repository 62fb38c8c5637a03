using Accounts.Simulators;

namespace Accounts.DashboardTests;

public sealed class DisabledFeatureTests(DisabledFeatureTests.PlainWorld world) : DashboardTest(world), IClassFixture<DisabledFeatureTests.PlainWorld>
{
    public sealed class PlainWorld(DashboardRun run) : DashboardWorld(run)
    {
        protected override SimulatorOptions Simulated => new() { Accounts = 1, Agencies = 0, Managers = 0 };

        protected override (string Name, string Value)[] Changes => [("Features:Registration", "false")];
    }

    [Fact]
    public async Task The_page_of_a_disabled_feature_is_not_in_the_list_of_pages_and_its_link_explains_why()
    {
        var page = await OpenAsync(NewPerson(), "/register");

        await Expect(page.Main).ToContainTextAsync("Registration is turned off");
        await Expect(page.Main).ToContainTextAsync("An administrator can turn it on.");
        await Expect(page.PageLink("Accounts")).ToBeVisibleAsync();
        await Expect(page.PageLink("Register")).ToHaveCountAsync(0);
    }
}
