using System.Net;
using System.Security.Cryptography;
using System.Text;
using Accounts.IntegrationTests.Harness;

namespace Accounts.IntegrationTests.Pages;

public sealed class StaticFrontendTests(StaticFrontendTests.World world) : IClassFixture<StaticFrontendTests.World>
{
    private const string Index = "<!doctype html><script>document.title = 'ready'</script><script src=\"/assets/app-1a2b.js\"></script>";

    [Theory]
    [InlineData("/")]
    [InlineData("/dashboard")]
    [InlineData("/accounts?type=dsp")]
    [InlineData("/callback?success=true")]
    [InlineData("/apiary")]
    [InlineData("/deep/er/page.v2")]
    public async Task An_address_of_a_page_returns_the_index(string address)
    {
        var (page, text) = await GetAsync(address);

        (page.StatusCode, text, page.Content.Headers.ContentType?.MediaType).ShouldBe((HttpStatusCode.OK, Index, "text/html"));
        page.Headers.CacheControl?.ToString().ShouldBe("no-cache");
        page.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
    }

    [Fact]
    public async Task The_policy_allows_the_scripts_of_the_page_and_of_Clerk_only()
    {
        var (page, _) = await GetAsync("/");

        var scripts = page.Headers.GetValues("Content-Security-Policy").Single().Split("; ")
            .Single(rule => rule.StartsWith("script-src", StringComparison.Ordinal));
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes("document.title = 'ready'")));
        scripts.ShouldBe(
            $"script-src 'self' {world.Amazon.Address.GetLeftPart(UriPartial.Authority)} https://challenges.cloudflare.com 'sha256-{hash}'");
    }

    [Fact]
    public async Task Hashed_files_are_cached_permanently_and_a_missing_one_is_not_a_page()
    {
        var (file, text) = await GetAsync("/assets/app-1a2b.js");
        (text, file.Content.Headers.ContentType?.MediaType).ShouldBe((World.Script, "text/javascript"));
        file.Headers.CacheControl?.ToString().ShouldBe("public, max-age=31536000, immutable");

        (await GetAsync("/assets/app-0000.js")).Response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_unchanged_page_is_not_sent_again()
    {
        var tag = (await GetAsync("/dashboard")).Response.Headers.ETag!.ToString();

        (await SendAsync("GET", "/accounts", ("If-None-Match", tag))).Response.StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Theory]
    [InlineData("GET", "/api/v1/nothing")]
    [InlineData("GET", "/api/v2")]
    [InlineData("GET", "/API/v1/Nothing")]
    [InlineData("GET", "/health")]
    [InlineData("GET", "/health/nothing")]
    [InlineData("GET", "/openapi/v2.json")]
    [InlineData("GET", "/app/assets/nothing.js")]
    [InlineData("POST", "/")]
    [InlineData("POST", "/dashboard")]
    [InlineData("DELETE", "/assets/app-1a2b.js")]
    public async Task An_unknown_address_of_the_service_or_another_method_is_not_found(string method, string address)
    {
        var (response, text) = await SendAsync(method, address);

        (response.StatusCode, response.Content.Headers.ContentType?.MediaType).ShouldBe((HttpStatusCode.NotFound, "application/problem+json"));
        text.ShouldContain("\"code\":\"route.not_found\"");
    }

    [Theory]
    [InlineData("/.env")]
    [InlineData("/..%2Fsecret.txt")]
    [InlineData("/assets/..%2F..%2Fsecret.txt")]
    [InlineData("/%2e%2e/secret.txt")]
    public async Task Hidden_files_and_files_outside_the_folder_are_not_served(string address) =>
        (await GetAsync(address)).Text.ShouldNotContain(World.Secret);

    [Fact]
    public async Task HEAD_returns_the_headers_of_a_page()
    {
        var (page, text) = await SendAsync("HEAD", "/dashboard");

        (page.StatusCode, text, page.Content.Headers.ContentLength).ShouldBe((HttpStatusCode.OK, "", Index.Length));
    }

    [Fact]
    public async Task The_routes_of_the_service_are_unaffected()
    {
        (await GetAsync("/api/v1/health")).Text.ShouldStartWith("{\"status\"");
        (await GetAsync("/docs/index.html")).Text.ShouldContain("swagger-ui");
        (await GetAsync("/api/v1/accounts")).Response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await SendAsync("DELETE", "/api/v1/accounts")).Response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    private Task<(HttpResponseMessage Response, string Text)> GetAsync(string address) => SendAsync("GET", address);

    private async Task<(HttpResponseMessage Response, string Text)> SendAsync(
        string method, string address, params (string Name, string Value)[] headers)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(world.Address.ToString().TrimEnd('/') + address));
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        var response = await client.SendAsync(request);
        return (response, await response.Content.ReadAsStringAsync());
    }

    public sealed class World : ApiWorld
    {
        public const string Script = "console.log('app')";
        public const string Secret = "outside or hidden";

        private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("accounts-frontend-");

        public World(TestServers servers)
            : base(servers)
        {
            var assets = _parent.CreateSubdirectory("dist").CreateSubdirectory("assets");
            File.WriteAllText(Path.Combine(_parent.FullName, "dist", "index.html"), Index);
            File.WriteAllText(Path.Combine(_parent.FullName, "dist", ".env"), Secret);
            File.WriteAllText(Path.Combine(_parent.FullName, "secret.txt"), Secret);
            File.WriteAllText(Path.Combine(assets.FullName, "app-1a2b.js"), Script);
        }

        protected override (string Name, string Value)[] Changes => [("Frontend:StaticPath", Path.Combine(_parent.FullName, "dist"))];

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            _parent.Delete(recursive: true);
        }
    }
}
