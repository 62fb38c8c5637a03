namespace Accounts.DashboardTests;

public sealed class SignInTests(DashboardRun run) : DashboardTest(run.World)
{
    [Fact]
    public async Task Signing_in_returns_to_the_requested_view()
    {
        var page = await NewBrowserAsync();

        await page.Page.GotoAsync("/accounts?status=error");
        await page.Button("Sign in").ClickAsync();
        await page.ChooseAdaAsync();

        await page.ReadyAsync("/accounts");
        page.Path.ShouldBe("/accounts?status=error");
    }
}
