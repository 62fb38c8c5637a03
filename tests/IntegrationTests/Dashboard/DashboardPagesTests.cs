using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Accounts.IntegrationTests.Dashboard;

public sealed partial class DashboardPagesTests(DashboardWorld world) : IClassFixture<DashboardWorld>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/accounts?status=error")]
    [InlineData("/callback?success=true")]
    [InlineData("/service")]
    [InlineData("/apiary")]
    [InlineData("/deep/er/page.v2")]
    [InlineData("/app")]
    [InlineData("/app/index.html")]
    [InlineData("/App/Index.html")]
    public async Task An_address_of_a_page_returns_the_page_with_its_settings_and_policy(string address)
    {
        var (page, text) = await world.SendAsync("GET", address);

        (page.StatusCode, page.Content.Headers.ContentType?.ToString()).ShouldBe((HttpStatusCode.OK, "text/html; charset=utf-8"));
        page.Headers.CacheControl?.ToString().ShouldBe("no-cache");
        page.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        SettingsIn(text).ShouldBe(
            $$"""{"base":"/","issuer":"{{world.Amazon.Clerk.Issuer}}","publishable_key":null,"development":"""
                + """false,"features":["registration","auto_sync","dsp_seats","dsp_campaigns"]}""");
        PolicyOf(page).ShouldBe(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
                + $"connect-src 'self' {world.Amazon.Address.GetLeftPart(UriPartial.Authority)}; "
                + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
    }

    [Fact]
    public async Task An_unchanged_page_is_not_sent_again()
    {
        var tag = (await world.SendAsync("GET", "/accounts")).Response.Headers.ETag!.ToString();

        var (unchanged, text) = await world.SendAsync("GET", "/sync", ("If-None-Match", tag));
        (unchanged.StatusCode, text, unchanged.Headers.ETag?.ToString()).ShouldBe((HttpStatusCode.NotModified, "", tag));
        (await world.SendAsync("GET", "/sync", ("If-None-Match", "\"another\""))).Response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task HEAD_returns_the_headers_of_a_page()
    {
        var (page, html) = await world.SendAsync("GET", "/accounts");
        var (head, text) = await world.SendAsync("HEAD", "/accounts");

        (head.StatusCode, text, head.Content.Headers.ContentLength).ShouldBe((HttpStatusCode.OK, "", html.Length));
        (head.Headers.ETag, PolicyOf(head)).ShouldBe((page.Headers.ETag, PolicyOf(page)));
    }

    [Theory]
    [InlineData("GET", "/api/nope")]
    [InlineData("GET", "/API/v1/nope")]
    [InlineData("GET", "/health")]
    [InlineData("GET", "/health/nope")]
    [InlineData("GET", "/docs/nope")]
    [InlineData("GET", "/openapi/nope")]
    [InlineData("GET", "/app/assets")]
    [InlineData("GET", "/app/assets/nope")]
    [InlineData("GET", "/App/Assets/nope.js")]
    [InlineData("POST", "/")]
    [InlineData("POST", "/accounts")]
    [InlineData("POST", "/app/theme.js")]
    [InlineData("DELETE", "/app/assets/index-1a2b.js")]
    public async Task An_unknown_address_of_the_service_or_another_method_is_not_found(string method, string address)
    {
        var (response, text) = await world.SendAsync(method, address);

        (response.StatusCode, response.Content.Headers.ContentType?.MediaType).ShouldBe((HttpStatusCode.NotFound, "application/problem+json"));
        text.ShouldContain("\"code\":\"route.not_found\"");
    }

    [Fact]
    public async Task The_routes_of_the_service_are_unaffected()
    {
        (await world.SendAsync("GET", "/api/v1/health")).Text.ShouldStartWith("{\"status\"");
        (await world.SendAsync("GET", "/docs/index.html")).Text.ShouldContain("swagger-ui");
        (await world.SendAsync("GET", "/api/v1/accounts")).Response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await world.SendAsync("DELETE", "/api/v1/accounts")).Response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task A_feature_that_is_off_for_everyone_is_not_offered()
    {
        var instance = await world.StartInstanceAsync(("Features:Registration", "false"), ("Features:AutoSync", "1%"));

        await ShouldHaveSettingAsync(instance, "features", """["auto_sync","dsp_seats","dsp_campaigns"]""");
    }

    /// <summary>Text of a setting reaches the page, so it must not be able to end the attribute.</summary>
    [Fact]
    public async Task Text_of_a_setting_cannot_leave_its_place_in_the_page()
    {
        const string Issuer = """https://clerk.example/"><script>alert('1')</script>&quot;""";
        var keys = $"{world.Amazon.Clerk.Issuer}/.well-known/jwks.json";
        var instance = await world.StartInstanceAsync(("Clerk:Issuer", Issuer), ("Clerk:JwksUrl", keys));

        var page = await GetAsync(instance);
        var html = await page.Content.ReadAsStringAsync();
        Regex.Count(html, "<", RegexOptions.None, TimeSpan.FromSeconds(1)).ShouldBe(4, html);
        JsonDocument.Parse(SettingsIn(html)).RootElement.GetProperty("issuer").GetString().ShouldBe(Issuer);
        PolicyOf(page).ShouldContain("connect-src 'self' https://clerk.example; ");
    }

    [Fact]
    public async Task With_a_publishable_key_the_policy_allows_the_script_of_Clerk()
    {
        const string Key = "pk_test_Y2xlcmsuZXhhbXBsZS5jb20k"; // clerk.example.com$
        var instance = await world.StartInstanceAsync(("Clerk:PublishableKey", Key));

        await ShouldHaveSettingAsync(instance, "publishable_key", $"\"{Key}\"");
        PolicyOf(await GetAsync(instance)).ShouldBe(
            "default-src 'none'; script-src 'self' https://clerk.example.com; style-src 'self'; img-src 'self' data: https://img.clerk.com; "
                + $"font-src 'self'; connect-src 'self' {world.Amazon.Address.GetLeftPart(UriPartial.Authority)} https://clerk.example.com; "
                + "worker-src 'self' blob:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
    }

    internal static string SettingsIn(string html) => WebUtility.HtmlDecode(Meta().Match(html).Groups["json"].Value);

    private static async Task ShouldHaveSettingAsync(Uri instance, string name, string value)
    {
        using var settings = JsonDocument.Parse(SettingsIn(await (await GetAsync(instance)).Content.ReadAsStringAsync()));
        settings.RootElement.GetProperty(name).GetRawText().ShouldBe(value);
    }

    private static async Task<HttpResponseMessage> GetAsync(Uri address)
    {
        using var client = new HttpClient();
        return await client.GetAsync(address);
    }

    private static string PolicyOf(HttpResponseMessage page) => page.Headers.GetValues("Content-Security-Policy").Single();

    [GeneratedRegex("""<meta name="accounts" content="(?<json>[^"]*)" />""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Meta();
}
