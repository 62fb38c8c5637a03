namespace Accounts.DashboardTests;

/// <summary>What a page says when it cannot show its data.</summary>
public sealed class SessionTests(DashboardRun run) : DashboardTest(run.World)
{
    private const string Problem =
        """
        {"type":"about:blank","title":"Error","status":500,"detail":"The log cannot be read.","code":"internal.error",
        "trace_id":"0af7651916cd43dd8448eb211c80319c"}
        """;

    [Fact]
    public async Task A_signed_out_user_returns_to_the_requested_view()
    {
        var page = await OpenAsync(NewPerson());
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Account of" }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Sign out" }).ClickAsync();
        await Expect(page.Button("Sign in")).ToBeVisibleAsync();

        await page.Page.GotoAsync("/accounts?status=error");
        await page.Button("Sign in").ClickAsync();
        await page.ChooseAdaAsync();

        await page.ReadyAsync("/accounts");
        page.Path.ShouldBe("/accounts?status=error");
    }

    [Fact]
    public async Task An_error_without_data_shows_its_code_and_reference_and_can_be_retried()
    {
        const string Log = "**/api/v1/auth/audit*";
        var page = await NewBrowserAsync();
        page.Expect("500");
        await page.Page.RouteAsync(Log, route =>
            route.FulfillAsync(new() { Status = 500, ContentType = "application/problem+json", Body = Problem }));
        await page.SignInAsync(NewPerson());
        await page.GoToAsync("/audit");

        var card = page.Main.GetByRole(AriaRole.Alert);
        await Expect(card).ToContainTextAsync("This could not be loaded: The log cannot be read.");
        await Expect(card).ToContainTextAsync("internal.error");
        await Expect(card.GetByRole(AriaRole.Button, new() { Name = "Copy reference 0af7651916cd43dd8448eb211c80319c" })).ToBeVisibleAsync();
        await page.Page.UnrouteAsync(Log);
        await card.GetByRole(AriaRole.Button, new() { Name = "Retry" }).ClickAsync();

        await Expect(card).ToBeHiddenAsync();
        await Expect(page.Main).ToContainTextAsync("newest first");
    }

    [Fact]
    public async Task A_page_that_is_offline_says_so_and_keeps_its_data()
    {
        var page = await OpenAsync(await ConnectedPersonAsync(), "/accounts");
        page.Expect("ERR_INTERNET_DISCONNECTED");

        await page.Page.Context.SetOfflineAsync(true);
        await Expect(page.Banner).ToContainTextAsync("You are offline. The page shows what it has and continues by itself.");
        await Expect(page.Rows.First).ToBeVisibleAsync();
        await page.Page.Context.SetOfflineAsync(false);

        await Expect(page.Banner).Not.ToContainTextAsync("You are offline.");
    }
}
