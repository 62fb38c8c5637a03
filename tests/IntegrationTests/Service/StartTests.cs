using Accounts.Hosting.Processes;
using Accounts.IntegrationTests.Harness;

namespace Accounts.IntegrationTests.Service;

/// <summary>A missing or invalid setting ends the process at startup with one line that says what to fix.</summary>
public sealed class StartTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    [Theory]
    [InlineData("ConnectionStrings__Accounts", null)]
    [InlineData("ConnectionStrings__Accounts", "")]
    [InlineData("ConnectionStrings__Accounts", "canary without a host")]
    [InlineData("Clerk__Issuer", null)]
    [InlineData("Clerk__Issuer", "http://canary.example")]
    [InlineData("Clerk__PublishableKey", "pk_test_canary")]
    [InlineData("Clerk__AuthorizedParties__0", null)]
    [InlineData("AmazonAds__ClientId", null)]
    [InlineData("AmazonAds__ClientSecret", null)]
    [InlineData("AmazonAds__RedirectUri", "http://canary.example/callback")]
    [InlineData("Frontend__Url", "http://canary.example/path")]
    [InlineData("Database__Pooler", "canary")]
    [InlineData("ForwardedHeaders__KnownProxies__0", "canary")]
    [InlineData("ForwardedHeaders__KnownProxies__0", "10.0.0.0/canary")]
    [InlineData("Shutdown__DrainFor", "01:00:00")]
    [InlineData("RateLimits__Sync__Limit", "0")]
    [InlineData("Features__Registration", "canary")]
    public async Task A_missing_or_invalid_setting_is_reported_by_name_without_its_value(string setting, string? value)
    {
        var start = world.Settings.AsProcess(new Uri($"http://localhost:{FreePort.Any()}/"));

        var (code, line) = await RunAsync(start with { Environment = new Dictionary<string, string?>(start.Environment) { [setting] = value } });

        code.ShouldBe(78);
        line.Replace(":", "__", StringComparison.Ordinal).ShouldContain(setting.Replace("__0", "", StringComparison.Ordinal));
        line.ShouldNotContain("canary");
    }

    [Fact]
    public async Task Migrating_an_unreachable_database_reports_it()
    {
        var start = world.Settings.AsProcess(world.Address);

        var (code, line) = await RunAsync(start with
        {
            Arguments = [start.Arguments[0], "migrate"],
            Environment = new Dictionary<string, string?>(start.Environment)
            {
                ["ConnectionStrings__AccountsMigrations"] = "Host=127.0.0.1;Port=1;Username=x",
            },
        });

        code.ShouldBe(69);
        line.ShouldContain("127.0.0.1:1");
    }

    private static async Task<(int Code, string Line)> RunAsync(ChildProcessStart start)
    {
        await using var process = ChildProcess.Start(start);
        var code = await process.WaitForExitAsync(TimeSpan.FromSeconds(30), CancellationToken.None);
        return (code, process.Lines.ShouldHaveSingleItem());
    }
}
