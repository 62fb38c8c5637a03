using System.Net;
using Accounts.IntegrationTests.Harness;

namespace Accounts.IntegrationTests.Dashboard;

/// <summary>In development, the start page replaces a dashboard that has not been built.</summary>
public sealed class StartPageTests(ApiWorld without, DashboardWorld with) : IClassFixture<ApiWorld>, IClassFixture<DashboardWorld>
{
    private static readonly (string Name, string Value)[] InDevelopment = [("environment", "Development"), ("Database:MigrateOnStart", "false")];

    [Theory]
    [InlineData("")]
    [InlineData("callback?success=true")]
    public async Task In_development_a_missing_dashboard_is_replaced(string page)
    {
        var instance = await without.StartInstanceAsync(InDevelopment);

        (await GetAsync(instance, page)).Text.ShouldContain("Connect Amazon");
        (await GetAsync(instance, "accounts")).Response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_dashboard_is_not_replaced()
    {
        var instance = await with.StartInstanceAsync(InDevelopment);

        DashboardPagesTests.SettingsIn((await GetAsync(instance, "")).Text).ShouldContain("\"development\":true");
    }

    [Fact]
    public async Task In_production_there_is_no_page_without_a_dashboard()
    {
        var (response, text) = await GetAsync(without.Address, "");

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        text.ShouldContain("\"code\":\"route.not_found\"");
    }

    private static async Task<(HttpResponseMessage Response, string Text)> GetAsync(Uri instance, string page)
    {
        using var client = new HttpClient();
        var response = await client.GetAsync(new Uri(instance, page));
        return (response, await response.Content.ReadAsStringAsync());
    }
}
