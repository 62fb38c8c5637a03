namespace Accounts.ContractTests.OpenApi;

/// <summary>The committed OpenAPI document, as the tools of its readers see it.</summary>
public sealed class DocumentTests(NodeTools tools) : IClassFixture<NodeTools>
{
    private const string Document = "../../../docs/openapi.json";

    [Fact]
    public Task Every_recommended_rule_of_Redocly_passes() =>
        tools.ShouldSucceedAsync("@redocly/cli/bin/cli.js", "lint", Document, "--config", "lint.yaml");

    [Fact]
    public async Task Generated_TypeScript_and_a_client_of_it_compile_strictly()
    {
        await tools.ShouldSucceedAsync("openapi-typescript/bin/cli.js", Document, "--output", "generated/api.ts");
        await tools.ShouldSucceedAsync("typescript/bin/tsc", "--strict", "--noEmit", "--target", "es2022", "--module", "esnext",
            "--moduleResolution", "bundler", "sample.ts", "generated/api.ts");
    }
}
