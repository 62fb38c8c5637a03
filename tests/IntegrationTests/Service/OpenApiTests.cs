using System.Text.Json;
using Accounts.Hosting;
using Accounts.IntegrationTests.Harness;

namespace Accounts.IntegrationTests.Service;

/// <summary>The documents are generated, committed and compared: a change of the contract shows in the diff.</summary>
public sealed class OpenApiTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    [Fact]
    public async Task The_committed_document_equals_the_served_one() => await ShouldBeCommittedAsync("openapi.json", await ServedAsync());

    [Fact]
    public async Task The_committed_page_of_errors_equals_the_catalogue() =>
        await ShouldBeCommittedAsync("errors.md", ErrorPage.Of(await ServedAsync()));

    [Fact]
    public async Task Every_failure_has_an_example_whose_status_and_code_are_its_own()
    {
        var document = JsonElement.Parse(await ServedAsync());
        var components = document.GetProperty("components");

        foreach (var operation in document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()))
        {
            foreach (var response in operation.Value.GetProperty("responses").EnumerateObject().Where(r => r.Name[0] is '4' or '5'))
            {
                var declared = Resolve(response.Value).GetProperty("content").GetProperty("application/problem+json").GetProperty("examples");
                declared.EnumerateObject().ShouldNotBeEmpty();
                foreach (var example in declared.EnumerateObject())
                {
                    var body = Resolve(example.Value).GetProperty("value");
                    body.GetProperty("code").GetString().ShouldBe(example.Name);
                    $"{body.GetProperty("status").GetInt32()}".ShouldBe(response.Name, example.Name);
                }
            }
        }

        JsonElement Resolve(JsonElement element) =>
            element.TryGetProperty("$ref", out var to) && to.GetString()!.Split('/') is [.., var kind, var name]
                ? components.GetProperty(kind).GetProperty(name) : element;
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

    private async Task<string> ServedAsync()
    {
        using var client = new HttpClient();
        return (await client.GetStringAsync(new Uri(world.Address, "openapi/v1.json"))).ReplaceLineEndings("\n").TrimEnd() + "\n";
    }

    private static async Task ShouldBeCommittedAsync(string name, string generated)
    {
        var file = Path.Combine(Repository.Root, "docs", name);
        if (Environment.GetEnvironmentVariable("UPDATE_OPENAPI") == "1") await File.WriteAllTextAsync(file, generated);

        (await File.ReadAllTextAsync(file)).ShouldBe(generated, "Run the tests once with UPDATE_OPENAPI=1 and look at the diff.");
    }
}
