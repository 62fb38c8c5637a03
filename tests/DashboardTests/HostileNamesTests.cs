namespace Accounts.DashboardTests;

public sealed class HostileNamesTests(DashboardRun run) : DashboardTest(run.World)
{
    private const string Markup = "<b>Bold</b><img src=x onerror=alert(1)><script>alert(2)</script>&amp;";
    private const string RightToLeft = "\u202Eחנות הארז אבגדה\u202C \u200Fשלום Shop 12";

    private static readonly string Long = string.Concat(Enumerable.Repeat("Unbroken", 37)) + "End!";

    public static TheoryData<Look> Looks => [Look.Desktop, Look.Phone];

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Hostile_names_are_shown_as_text_and_move_nothing(Look look)
    {
        Long.Length.ShouldBe(300);
        var person = await ConnectedPersonAsync();
        await RenameAsync(person, Markup, RightToLeft, Long);

        var page = await OpenAsync(person, "/accounts", look);

        foreach (var name in (string[])[Markup, RightToLeft, Long])
        {
            await page.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search name or id" }).FillAsync(name[..20]);
            var link = page.Main.GetByRole(AriaRole.Link, new() { Name = name });
            await Expect(link).ToHaveTextAsync(name);
            await Expect(page.Main.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
            (await link.Locator("bdi").CountAsync()).ShouldBe(1);
            (await page.ScrollsSidewaysAsync()).ShouldBeFalse(name);
            var box = (await link.BoundingBoxAsync())!;
            box.Height.ShouldBeLessThan(45, name);
            (box.X + box.Width).ShouldBeLessThan(look.Width, name);
            (await page.ViolationsAsync()).ShouldBeEmpty();

            await link.ClickAsync();
            await Expect(page.Heading).ToContainTextAsync(name);
            (await page.ScrollsSidewaysAsync()).ShouldBeFalse(name);
            await Expect(page.Button("Sync now")).ToBeInViewportAsync();
            await page.Page.GoBackAsync();
            await page.ReadyAsync("/accounts");
        }
    }

    private Task<int> RenameAsync(Person person, params string[] names) => World.Database.Owner.ExecuteAsync(
        """
        with chosen as (
          select id, row_number() over (order by id) as place from public.user_accounts
          where user_id = (select id from public.users where clerk_user_id = $1) order by id limit 3)
        update public.user_accounts a set account_name = ($2::text[])[chosen.place] from chosen where a.id = chosen.id
        """,
        person.Clerk.UserId, names);
}
