using Accounts.Hosting;
using Accounts.IntegrationTests.Harness;

namespace Accounts.IntegrationTests.Service;

/// <summary>The document is generated, committed and compared: a change of the contract shows in the diff.</summary>
public sealed class OpenApiTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    private static readonly string Committed = Path.Combine(Repository.Root, "docs", "openapi.json");

    [Fact]
    public async Task The_committed_document_equals_the_served_one()
    {
        using var client = new HttpClient();
        var served = (await client.GetStringAsync(new Uri(world.Address, "openapi/v1.json"))).ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_OPENAPI") == "1") await File.WriteAllTextAsync(Committed, served);

        (await File.ReadAllTextAsync(Committed)).ShouldBe(served, "Run the tests once with UPDATE_OPENAPI=1 and look at the diff.");
    }

    [Fact]
    public async Task The_documentation_page_is_served_and_may_load_only_its_own_files()
    {
        using var client = new HttpClient();
        using var page = await client.GetAsync(new Uri(world.Address, "docs/index.html"));

        page.IsSuccessStatusCode.ShouldBeTrue();
        page.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("default-src 'none'");
        (await page.Content.ReadAsStringAsync()).ShouldContain("swagger-ui");
    }
}
