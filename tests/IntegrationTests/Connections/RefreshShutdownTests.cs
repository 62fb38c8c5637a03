using Accounts.IntegrationTests.Keys;
using Accounts.Simulators.Control;

namespace Accounts.IntegrationTests.Connections;

/// <summary>An instance shuts down while it refreshes expiring tokens.</summary>
public sealed class RefreshShutdownTests(ManyConnections world) : IClassFixture<ManyConnections>
{
    private const int Connections = 40;
    private const int Concurrent = 8;

    [Fact]
    public async Task A_shutdown_completes_running_refreshes_and_starts_no_others()
    {
        await world.FillAsync(Connections);
        await world.StopInstanceAsync();
        world.Amazon.SetLatency(Routes.Token, TimeSpan.FromSeconds(2));
        world.Amazon.ClearCalls();
        await using var instance = await world.StartProcessAsync(("TokenRefresh:Interval", "00:00:01"));
        await world.Database.Owner.ExecuteAsync("update public.oauth_tokens set expires_at = app.now() + interval '5 minutes'");
        await Eventually.IsTrueAsync(() => world.Amazon.Calls.Count(Routes.Token) == Concurrent, "The first refreshes");

        (await instance.TerminateAsync()).ShouldBe(0, string.Join('\n', instance.Lines));

        world.Amazon.Calls.Count(Routes.Token).ShouldBe(Concurrent);
        (await world.Database.Owner.ScalarAsync<long>(
            "select count(*) from public.oauth_tokens where refresh_count = 1 and refresh_lease_owner is null")).ShouldBe(Concurrent);
        (await world.Database.Owner.ScalarAsync<long>(
            "select count(*) from public.oauth_tokens where refresh_count = 0 and refresh_lease_owner is null"))
            .ShouldBe(Connections - Concurrent);
    }
}
