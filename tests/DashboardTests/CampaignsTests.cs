using Accounts.Simulators.Control;
using Accounts.Simulators.Worlds;
using Microsoft.AspNetCore.Http;

namespace Accounts.DashboardTests;

/// <summary>The campaigns of an advertiser and the form that creates and changes them.</summary>
public sealed class CampaignsTests(DashboardRun run) : DashboardTest(run.World)
{
    [Fact]
    public async Task A_new_campaign_is_in_the_table_and_paused_at_Amazon()
    {
        var page = await OpenAsync("");
        await page.Button("New campaign").ClickAsync();
        await FillAsync(page, "Autumn");

        await Form(page).GetByRole(AriaRole.Button, new() { Name = "Create" }).ClickAsync();

        await Expect(Form(page)).ToBeHiddenAsync();
        var row = page.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Autumn" });
        await Expect(row.GetByRole(AriaRole.Cell).First).ToHaveTextAsync("Paused");
        await Expect(row).ToContainTextAsync("5 000.50 USD");
        AtAmazon("Autumn").ShouldHaveSingleItem().State.ShouldBe("PAUSED");
        page.Path.ShouldEndWith("/campaigns");
    }

    [Fact]
    public async Task An_end_before_its_start_is_refused_at_its_field_without_a_request()
    {
        var page = await OpenAsync("?open=new");
        var sent = 0;
        page.Page.Request += (_, request) => sent += request.Method == "POST" && request.Url.Contains("/campaigns", StringComparison.Ordinal) ? 1 : 0;
        await FillAsync(page, "Backwards");
        await Field(page, "End").FillAsync(DspCampaign.Day(1));
        await Field(page, "Start").FillAsync(DspCampaign.Day(5));

        await Form(page).GetByRole(AriaRole.Button, new() { Name = "Create" }).ClickAsync();

        await Expect(Field(page, "End")).ToBeFocusedAsync();
        await ShowsErrorAsync(Field(page, "End"), "The end must not be before the start.");
        sent.ShouldBe(0);
        await Field(page, "End").FillAsync(DspCampaign.Day(5));
        await Expect(Field(page, "End")).Not.ToHaveAttributeAsync("aria-invalid", "true");
        await Form(page).GetByRole(AriaRole.Button, new() { Name = "Create" }).ClickAsync();
        await Expect(Form(page)).ToBeHiddenAsync();
        sent.ShouldBe(1);
    }

    [Fact]
    public async Task The_reasons_of_Amazon_stand_at_their_fields_and_the_input_stays()
    {
        const string Reason = "The flights must not overlap.";
        var page = await OpenAsync("?open=new", "contoso");
        page.Expect("422");
        var create = Form(page).GetByRole(AriaRole.Button, new() { Name = "Create" });
        await FillAsync(page, "A refused name");
        await page.Button("Split into flights").ClickAsync();
        await Field(page, "End, flight 2").FillAsync(DspCampaign.Day(60));
        await Field(page, "Budget, flight 2").FillAsync("20");

        await create.ClickAsync();
        await Expect(Field(page, "Name")).ToBeFocusedAsync();
        await ShowsErrorAsync(Field(page, "Name"), "The name is not allowed.");
        await Field(page, "Name").FillAsync("Two flights");
        World.Amazon.Inject(new Fault
        {
            Route = Routes.CreateCampaigns,
            Login = "contoso",
            Times = 1,
            Kind = FaultKind.Status,
            Status = StatusCodes.Status207MultiStatus,
            Body = $$"""
                {"success":[],"error":[{"index":0,"errors":[{"code":"FIELD_VALUE_IS_INVALID","message":"{{Reason}}",
                  "fieldLocation":"$.campaigns[0].flights[1].startDateTime"}]}]}
                """,
        });
        await create.ClickAsync();

        await Expect(Field(page, "Start, flight 2")).ToBeFocusedAsync();
        await ShowsErrorAsync(Field(page, "Start, flight 2"), Reason);
        await Expect(Form(page).Locator("[aria-invalid=true]")).ToHaveCountAsync(1);
        await Expect(Form(page).GetByRole(AriaRole.Alert)).ToContainTextAsync($"Start, flight 2: {Reason}");
        await Expect(Field(page, "Budget, flight 2")).ToHaveValueAsync("20");
        await Field(page, "Start, flight 2").FillAsync(DspCampaign.Day(40));
        await create.ClickAsync();
        await Expect(Form(page)).ToBeHiddenAsync();
        AtAmazon("Two flights", "contoso").ShouldHaveSingleItem().Content["flights"]!.AsArray().Count.ShouldBe(2);
        await Expect(page.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Two flights" })).ToContainTextAsync("2 flights");
    }

    [Fact]
    public async Task An_edit_says_what_changes_asks_before_a_doubled_budget_and_shows_the_new_one()
    {
        var (page, campaign) = await OpenStoredAsync("Winter");
        await page.Link("Winter").ClickAsync();
        await Field(page, "Budget").FillAsync("25");
        await Expect(Form(page).GetByLabel("What changes")).ToContainTextAsync("Budgetbefore: 10 USDafter: 25 USD");

        await Form(page).GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Alertdialog, new() { Name = "More than twice the budget?" })
            .GetByRole(AriaRole.Button, new() { Name = "Save 25 USD", Exact = true }).ClickAsync();

        await Expect(Form(page)).ToBeHiddenAsync();
        await Expect(page.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Winter" })).ToContainTextAsync("25 USD");
        (await campaign.BudgetAsync()).ShouldBe(25);
    }

    [Fact]
    public async Task An_edit_of_a_campaign_that_was_changed_meanwhile_compares_both_and_can_be_saved_again()
    {
        var (page, campaign) = await OpenStoredAsync("Spring");
        page.Expect("412");
        await page.Link("Spring").ClickAsync();
        await Field(page, "Budget").FillAsync("12");
        await campaign.ChangeAsync("""{"name":"Spring sale"}""");
        var save = Form(page).GetByRole(AriaRole.Button, new() { Name = "Save" });

        await save.ClickAsync();

        var notice = Form(page).GetByRole(AriaRole.Alert);
        await Expect(notice).ToContainTextAsync("This campaign was changed in the meantime. Your input is kept; compare and save again.");
        await Expect(notice).ToContainTextAsync("Name: Spring sale");
        await Field(page, "Name").FillAsync("Spring sale");
        await save.ClickAsync();
        await Expect(Form(page)).ToBeHiddenAsync();
        await Expect(page.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Spring sale" })).ToContainTextAsync("12 USD");
        (await campaign.BudgetAsync()).ShouldBe(12);
    }

    private async Task<DashboardPage> OpenAsync(string query, string login = "northwind")
    {
        var person = await ConnectedPersonAsync(login);
        return await OpenAsync(person, $"/dsp/{await person.AdvertiserAsync()}/campaigns{query}");
    }

    private async Task<(DashboardPage Page, DspCampaign Campaign)> OpenStoredAsync(string name)
    {
        var person = await ConnectedPersonAsync();
        var campaign = await DspCampaign.CreateAsync(person, name);
        return (await OpenAsync(person, $"/dsp/{campaign.Advertiser}/campaigns"), campaign);
    }

    private static ILocator Form(DashboardPage page) => page.Page.GetByRole(AriaRole.Form, new() { Name = "Campaign" });

    private static ILocator Field(DashboardPage page, string label) => Form(page).GetByLabel(label, new() { Exact = true });

    internal static async Task FillAsync(DashboardPage page, string name)
    {
        await Field(page, "Name").FillAsync(name);
        await Field(page, "KPI").SelectOptionAsync(new SelectOptionValue { Label = "Reach" });
        await Field(page, "Start").FillAsync(DspCampaign.Day(1));
        await Field(page, "End").FillAsync(DspCampaign.Day(30));
        await Field(page, "Budget").FillAsync("5000.50");
    }

    private static async Task ShowsErrorAsync(ILocator field, string error)
    {
        await Expect(field).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(field).ToHaveAccessibleDescriptionAsync(error);
    }

    private WorldCampaign[] AtAmazon(string name, string login = "northwind") =>
        [.. World.Amazon.World(login).Campaigns.All.Where(campaign => campaign.Name == name)];
}
