using Accounts.Simulators.Control;
using Accounts.Simulators.Worlds;

namespace Accounts.DashboardTests;

/// <summary>The seats of an advertiser and the history of their reads. The tests take turns: each counts the reads at Amazon.</summary>
public sealed class SeatsTests(HeldWorld world) : DashboardTest(world), IClassFixture<HeldWorld>
{
    private const string Login = "northwind";
    private static readonly string[] Exchanges = ["Amazon Publisher Services", "Google Ad Manager", "Index Exchange", "Magnite", "OpenX"];

    /// <summary>The most pixels of a label that its id covers.</summary>
    private const string Covered =
        """
        labels => {
          const textOf = (part) => {
            const range = document.createRange();
            range.selectNodeContents(part);
            return range.getBoundingClientRect();
          };
          return Math.max(...labels.map((label) => textOf(label).right - textOf(label.nextElementSibling).left));
        }
        """;

    private IDisposable? _turn;
    private Person _person = null!;
    private string _advertiser = "";

    private int Reads => World.Amazon.Calls.Count(Routes.ListSeats);

    private string Path => $"/dsp/{_advertiser}/seats";

    [Fact]
    public async Task An_exchange_filter_asks_nobody_and_is_kept_in_the_address()
    {
        var page = await OpenSeatsAsync();
        await Expect(Shown(page)).ToHaveTextAsync(Exchanges);
        var asked = 0;
        page.Page.Request += (_, request) => asked += request.Url.Contains("/seats?", StringComparison.Ordinal) ? 1 : 0;

        await Chip(page, "Magnite").ClickAsync();
        await Chip(page, "Index Exchange").ClickAsync();

        await Expect(Shown(page)).ToHaveTextAsync(["Index Exchange", "Magnite"]);
        page.Path.ShouldBe($"{Path}?exchange=3,4");
        asked.ShouldBe(0);
        await page.ReloadAsync();
        await Expect(Shown(page)).ToHaveTextAsync(["Index Exchange", "Magnite"]);
        await Expect(Chip(page, "Magnite")).ToHaveAttributeAsync("aria-pressed", "true");
        await page.Page.GoBackAsync();
        await Expect(Shown(page)).ToHaveTextAsync(["Magnite"]);
        await Chip(page, "All").ClickAsync();
        await Expect(Shown(page)).ToHaveTextAsync(Exchanges);
        page.Path.ShouldBe(Path);
        Reads.ShouldBe(1);
    }

    [Fact]
    public async Task The_age_and_the_source_of_the_seats_are_shown()
    {
        var page = await OpenSeatsAsync();
        await Expect(page.Main).ToContainTextAsync("read from Amazon");

        await AgeAsync("220 seconds");
        await page.ReloadAsync();
        await Expect(page.Main).ToContainTextAsync("as of 3 min ago");
        await Expect(page.Main).ToContainTextAsync("stored copy");

        World.Amazon.Inject(new Fault { Route = Routes.ListSeats, Kind = FaultKind.Status, Status = 503 });
        await AgeAsync("4 minutes");
        await page.ReloadAsync();
        await Expect(page.Main).ToContainTextAsync("outdated, as of 7 min ago");
        await Expect(page.Main).ToContainTextAsync("Amazon could not be read; these are the seats of the last read that succeeded.");
        await Expect(Shown(page)).ToHaveTextAsync(Exchanges);
    }

    [Fact]
    public async Task A_refresh_pressed_twice_and_in_a_second_tab_is_one_read()
    {
        var page = await OpenSeatsAsync();
        page.Expect("409");
        DashboardPage tab;

        using (World.Amazon.Hold(Routes.ListSeats))
        {
            await page.Button("Refresh").DblClickAsync();
            await Eventually.IsTrueAsync(() => Reads == 2);
            tab = await page.NewTabAsync(Path);
            var answer = await tab.Page.RunAndWaitForResponseAsync(() => tab.Button("Refresh").ClickAsync(), "**/seats/refresh");
            answer.Status.ShouldBe(409);
            await Expect(tab.Main).ToContainTextAsync("If a read is in progress already, its result is shown.");
        }

        await Expect(tab.Main).ToContainTextAsync("The seats were being read already; this is the result of that read.");
        await Expect(page.Button("Refresh")).Not.ToHaveAttributeAsync("aria-busy", "true");
        Reads.ShouldBe(2);
        await page.GoToAsync($"/dsp/{_advertiser}/history");
        await Expect(page.Main).ToContainTextAsync("2 reads");
    }

    [Fact]
    public async Task A_refresh_that_Amazon_cannot_serve_keeps_the_seats_and_is_in_the_history()
    {
        var page = await OpenSeatsAsync();
        page.Expect("503");
        World.Amazon.Inject(new Fault { Route = Routes.ListSeats, Kind = FaultKind.Status, Status = 503 });

        await page.Button("Refresh").ClickAsync();

        var reason = page.Main.GetByRole(AriaRole.Alert);
        await Expect(reason).ToContainTextAsync("The seats were not read. Amazon is unavailable; try again shortly.");
        await Expect(page.Button("Refresh in ")).ToBeVisibleAsync();
        await Expect(page.Main).ToContainTextAsync("stored copy");
        await Expect(Shown(page)).ToHaveTextAsync(Exchanges);
        World.Amazon.ClearFaults();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Refresh", Exact = true }).ClickAsync();
        await Expect(reason).ToBeHiddenAsync();

        await page.Main.GetByRole(AriaRole.Link, new() { Name = "History" }).ClickAsync();
        await page.ReadyAsync($"/dsp/{_advertiser}/history");
        var reads = page.Page.GetByRole(AriaRole.Row);
        await Expect(reads).ToContainTextAsync(["Read", "Complete5no change5none", "Failed–––Amazon is unavailable", "Complete5–5none"]);
        await page.Page.GetByLabel("Result").SelectOptionAsync(new SelectOptionValue { Label = "Failed" });
        await Expect(reads).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task An_advertiser_without_seats_says_so()
    {
        const string Other = "contoso";
        World.Amazon.World(Other).Seats = new SeatsBehaviour { Exchanges = 0 };

        var page = await OpenSeatsAsync(Other);

        await Expect(page.Main).ToContainTextAsync("Amazon lists no seats for this advertiser.");
        await Expect(page.Main.GetByRole(AriaRole.Group, new() { Name = "Exchanges" })).ToHaveCountAsync(0);
        await Expect(page.Button("Refresh")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_copy_buttons_copy_whole_ids()
    {
        var page = await OpenSeatsAsync();
        await page.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var seat = World.Amazon.World(Login).SeatsOf(_advertiser)[0];

        await page.Button($"Copy deal creation id {seat.DealCreationId}").ClickAsync();
        await Expect(page.Page.GetByText("Copied deal creation id.")).ToBeAttachedAsync();
        (await CopiedAsync(page)).ShouldBe(seat.DealCreationId);

        await Chip(page, seat.ExchangeName).ClickAsync();
        await page.Button("Copy all ids").ClickAsync();
        await Expect(page.Page.GetByText("Copied the ids of 1 seat.")).ToBeAttachedAsync();
        (await CopiedAsync(page)).Split('\n').ShouldBe(
            ["Exchange\tDeal creation id\tSpend tracking id", $"{seat.ExchangeName}\t{seat.DealCreationId}\t{seat.SpendTrackingId}"]);
    }

    [Fact]
    public async Task On_a_phone_no_id_covers_its_label()
    {
        var page = await OpenSeatsAsync(look: Look.Phone);
        var labels = page.Main.GetByRole(AriaRole.List, new() { Name = "Seats by exchange" }).Locator("dt");
        await Expect(labels).ToHaveCountAsync(2 * Exchanges.Length);

        (await labels.EvaluateAllAsync<double>(Covered)).ShouldBeLessThanOrEqualTo(0);
    }

    /// <summary>The seats of the first advertiser of a new person. Reads are counted from here.</summary>
    private async Task<DashboardPage> OpenSeatsAsync(string login = Login, Look? look = null)
    {
        _turn = await world.TakeTurnAsync();
        _person = await ConnectedPersonAsync(login);
        _advertiser = await _person.AdvertiserAsync();
        World.Amazon.ClearCalls();
        return await OpenAsync(_person, Path, look);
    }

    private Task<int> AgeAsync(string by) => World.Database.Owner.ExecuteAsync(
        $"""
        update public.dsp_seat_snapshots set read_at = read_at - interval '{by}', attempted_at = attempted_at - interval '{by}'
        where user_id = (select id from public.users where clerk_user_id = $1)
        """, _person.Clerk.UserId);

    private static ILocator Shown(DashboardPage page) => page.Main.GetByRole(AriaRole.Rowheader);

    private static ILocator Chip(DashboardPage page, string exchange) =>
        page.Main.GetByRole(AriaRole.Group, new() { Name = "Exchanges" }).GetByRole(AriaRole.Button, new() { Name = exchange });

    private static Task<string> CopiedAsync(DashboardPage page) => page.Page.EvaluateAsync<string>("navigator.clipboard.readText()");

    public override async ValueTask DisposeAsync()
    {
        _turn?.Dispose();
        await base.DisposeAsync();
    }
}
