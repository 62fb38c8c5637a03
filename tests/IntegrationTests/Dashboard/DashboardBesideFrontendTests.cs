using System.Net;
using Accounts.IntegrationTests.Harness;

namespace Accounts.IntegrationTests.Dashboard;

/// <summary>Another frontend owns the root. The dashboard's pages are under <c>/app</c>; its files keep their addresses.</summary>
public sealed class DashboardBesideFrontendTests(DashboardBesideFrontendTests.World world) : IClassFixture<DashboardBesideFrontendTests.World>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/accounts")]
    [InlineData("/callback?success=true")]
    [InlineData("/apples")]
    public async Task The_frontend_has_the_pages_at_the_root(string address) =>
        (await world.SendAsync("GET", address)).Text.ShouldBe(World.Frontend);

    [Theory]
    [InlineData("/app")]
    [InlineData("/app/")]
    [InlineData("/app/connections?success=true")]
    [InlineData("/app/index.html")]
    public async Task The_dashboard_has_the_pages_under_app(string address)
    {
        var (page, text) = await world.SendAsync("GET", address);

        DashboardPagesTests.SettingsIn(text).ShouldStartWith("""{"base":"/app/",""");
        page.Headers.GetValues("Content-Security-Policy").Single().ShouldNotContain("'unsafe-");
    }

    [Fact]
    public async Task Each_has_its_own_files()
    {
        (await world.SendAsync("GET", "/assets/frontend-1a2b.js")).Text.ShouldBe(World.Frontend);
        (await world.SendAsync("GET", "/app/assets/index-1a2b.js")).Text.ShouldBe(DashboardWorld.Script);
        (await world.SendAsync("GET", "/app/theme.js")).Text.ShouldBe(DashboardWorld.Theme);
        (await world.SendAsync("GET", "/assets/index-1a2b.js")).Response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await world.SendAsync("GET", "/app/assets/frontend-1a2b.js")).Response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    public sealed class World : DashboardWorld
    {
        public const string Frontend = "<!doctype html><title>Another frontend</title>";

        public World(TestServers servers)
            : base(servers)
        {
            Write("frontend/index.html", Frontend);
            Write("frontend/assets/frontend-1a2b.js", Frontend);
        }

        protected override (string Name, string Value)[] Changes => [("Frontend:StaticPath", Path.Combine(Parent.FullName, "frontend"))];
    }
}
