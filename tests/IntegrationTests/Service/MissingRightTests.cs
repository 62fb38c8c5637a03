using Accounts.Hosting.Postgres;
using Accounts.Hosting.Processes;
using Accounts.IntegrationTests.Harness;

namespace Accounts.IntegrationTests.Service;

/// <summary>An instance that lacks a right never becomes ready, or ends as soon as a background part needs it.</summary>
public sealed class MissingRightTests(ApiWorld world, TestServers servers) : IClassFixture<ApiWorld>
{
    private const int NoPermission = 77;

    [Theory]
    [InlineData("revoke accounts_worker from {0}", "accounts_worker")]
    [InlineData("revoke accounts_api from {0}", "accounts_api")]
    [InlineData("revoke execute on function app.key_canary(interval) from accounts_worker", "key_canary")]
    [InlineData("revoke execute on function app.claim_jobs from accounts_worker", "claim_jobs")]
    [InlineData("revoke execute on function app.beat from accounts_worker", "beat")]
    public async Task A_missing_right_ends_the_process_with_one_line_that_names_it(string revoke, string named)
    {
        await using var database = await servers.CreateDatabaseAsync();
        var login = $"lacking_{Guid.CreateVersion7():N}";
        var connection = await ServiceLogin.EnsureAsync(database.OwnerConnectionString, login, CancellationToken.None);
        await database.Owner.ExecuteAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, revoke, login));
        var settings = world.Settings.With(("ConnectionStrings:Accounts", connection));
        try
        {
            await using var process = ChildProcess.Start(settings.AsProcess(new Uri($"http://localhost:{FreePort.Any()}/")));

            (await process.WaitForExitAsync(TimeSpan.FromSeconds(40), CancellationToken.None))
                .ShouldBe(NoPermission, string.Join('\n', process.Lines));
            process.Lines[^1].ShouldContain(named);
            process.Lines[^1].ShouldContain("right");
        }
        finally
        {
            await database.Owner.ExecuteAsync($"drop owned by {login}");
            await database.Owner.ExecuteAsync($"drop role {login}");
        }
    }
}
