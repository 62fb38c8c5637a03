using Accounts.Application.Common.Ports;
using Accounts.Application.Connections.Refresh;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Accounts.Simulators.Control;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.IntegrationTests.Connections;

/// <summary>
/// Simulates half a day of refreshes minute by minute on the clock of the database, or <c>ACCOUNTS_SIMULATED_DAYS</c> days. Login with Amazon fails
/// one time in twenty, and always for five minutes every six hours.
/// </summary>
public sealed class SimulatedDaysTests(ConnectedWorld world) : IClassFixture<ConnectedWorld>, IDisposable
{
    private const int Connections = 20;
    private static readonly int Hours = int.TryParse(Environment.GetEnvironmentVariable("ACCOUNTS_SIMULATED_DAYS"), out var days) ? days * 24 : 12;

    [Fact]
    public async Task At_most_one_token_in_a_thousand_expires_before_its_refresh()
    {
        await ConnectAsync();
        var refresh = world.Services.GetRequiredService<ProactiveRefresh>();
        var expired = 0L;
        for (var minute = 0; minute < Hours * 60; minute++)
        {
            if (minute % 360 == 100) world.Amazon.Inject(new Fault { Route = Routes.Token, Kind = FaultKind.Status, Status = 503 });
            if (minute % 360 == 105) FailNowAndThen();
            await refresh.RunAsync(CancellationToken.None);
            await world.AdvanceAsync(TimeSpan.FromMinutes(1));
            expired += await CountAsync("expires_at <= app.now() and expires_at > app.now() - interval '1 minute'");
        }

        var refreshed = await world.Database.Owner.ScalarAsync<long>("select sum(refresh_count) from public.oauth_tokens where label = 'week'");
        TestContext.Current.SendDiagnosticMessage($"{Hours} hours: {refreshed} refreshes, {expired} tokens expired first");
        refreshed.ShouldBeGreaterThan(Connections * Hours); // each token lives for an hour
        ((double)expired / refreshed).ShouldBeLessThanOrEqualTo(0.001, $"{expired} of {refreshed}");
        (await CountAsync("status <> 'active'")).ShouldBe(0);
    }

    public void Dispose() => world.Amazon.ClearFaults();

    private void FailNowAndThen()
    {
        world.Amazon.ClearFaults();
        for (var i = 1; i <= 50; i++)
            world.Amazon.Inject(new Fault { Route = Routes.Token, Kind = FaultKind.Status, Status = 500, Times = 1, Skip = 19 * i });
    }

    private async Task ConnectAsync()
    {
        var cipher = world.Services.GetRequiredService<ITokenCipher>();
        for (var i = 0; i < Connections; i++)
        {
            var (user, connection, tokens) = (UserId.New(), ConnectionId.New(), world.Amazon.IssueTokens("northwind"));
            await world.Database.Owner.ExecuteAsync("insert into public.users (id, clerk_user_id) values ($1, $2)", user.Value,
                $"user_{user.Value:N}");
            await world.Database.Owner.ExecuteAsync(
                """
                insert into public.oauth_tokens (id, user_id, label, region, encrypted_access_token, encrypted_refresh_token, expires_at)
                values ($1, $2, 'week', 'NA', $3, $4, app.now() + interval '1 hour')
                """, connection.Value, user.Value,
                cipher.Protect(Secret.From(tokens.AccessToken), TokenBinding.AccessToken(user, connection)).Ciphertext,
                cipher.Protect(Secret.From(tokens.RefreshToken), TokenBinding.RefreshToken(user, connection)).Ciphertext);
        }
    }

    private Task<long> CountAsync(string condition) =>
        world.Database.Owner.ScalarAsync<long>($"select count(*) from public.oauth_tokens where label = 'week' and {condition}");
}
