using Accounts.Application.Common.Ports;
using Accounts.Application.Connections;
using Accounts.Application.Connections.Refresh;
using Accounts.Domain.Common;
using Accounts.UnitTests.AmazonAds;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NSubstitute;

namespace Accounts.UnitTests.Connections;

public sealed class ProactiveRefreshTests : IAsyncDisposable
{
    private const int Concurrent = 8;
    private readonly IExpiringConnections _expiring = Substitute.For<IExpiringConnections>();
    private readonly IRefreshLeases _leases = Substitute.For<IRefreshLeases>();
    private readonly LogLines _log = new();
    private readonly ServiceProvider _services;
    private int _begun;

    public ProactiveRefreshTests() => _services = new ServiceCollection()
        .AddLogging(logging => logging.AddProvider(_log))
        .AddScoped<CurrentUser>().AddScoped<RequestContext>().AddScoped<TokenRefresh>().AddScoped<RefreshOutcome>().AddScoped<RefreshOutcomeStore>()
        .AddScoped<ConnectionStore>()
        .AddSingleton(Substitute.For<IConnectionRepository>()).AddSingleton(Substitute.For<IAuditTrail>()).AddSingleton(Substitute.For<IUnitOfWork>())
        .AddSingleton(Substitute.For<ILoginWithAmazon>()).AddSingleton(Substitute.For<ITokenCipher>()).AddSingleton(Substitute.For<IKeyCheck>())
        .AddSingleton(TimeProvider.System).AddSingleton(_leases).AddSingleton(_expiring).AddSingleton(Substitute.For<IOperatorSettings>())
        .AddSingleton(Options.Create(new TokenRefreshOptions()))
        .AddSingleton<TokenRefresher>().AddSingleton<RefreshWindow>().AddSingleton<ProactiveRefresh>()
        .BuildServiceProvider();

    [Fact]
    public async Task A_refresh_that_throws_does_not_affect_the_others()
    {
        var claimed = Claims(Concurrent);
        OnBegin(connection => connection == claimed[0].Connection ? throw new InvalidOperationException("broken row") : Task.CompletedTask);

        await Sut().RunAsync(CancellationToken.None);

        _begun.ShouldBe(Concurrent);
        _log.Text.ShouldContain(claimed[0].Connection.Value.ToString());
        _log.Text.ShouldContain("broken row");
    }

    [Fact]
    public async Task No_refresh_begins_after_shutdown_has_started()
    {
        Claims(100);
        using var shutdown = new CancellationTokenSource();
        var (stopped, issued) = (new TaskCompletionSource(), new TaskCompletionSource());
        var first = 1;
        OnBegin(async _ =>
        {
            if (Interlocked.Exchange(ref first, 0) == 1)
            {
                await shutdown.CancelAsync();
                stopped.SetResult();
            }

            await issued.Task;
        });

        var run = Sut().RunAsync(shutdown.Token);
        await stopped.Task;
        run.IsCompleted.ShouldBeFalse("A refresh that has begun was not waited for.");
        issued.SetResult();
        await run;

        _begun.ShouldBeInRange(1, Concurrent);
        await _expiring.ReceivedWithAnyArgs(1).ClaimAsync(default, default, default);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _log.Dispose();
    }

    private ProactiveRefresh Sut() => _services.GetRequiredService<ProactiveRefresh>();

    /// <summary>Returns one batch of claims, then an empty one.</summary>
    private ExpiringConnection[] Claims(int count)
    {
        ExpiringConnection[] batch =
            [.. Enumerable.Range(0, count).Select(_ => new ExpiringConnection(UserId.New(), ConnectionId.New(), Version: 1))];
        ExpiringConnection[] none = [];
        _expiring.ClaimAsync(default, default, default).ReturnsForAnyArgs(batch, none);
        return batch;
    }

    /// <summary>Runs the callback when a refresh requests its lease. The lease is denied, which ends the refresh.</summary>
    private void OnBegin(Func<ConnectionId, Task> begin) =>
        _leases.TryTakeAsync(default, default, default!, default).ReturnsForAnyArgs(async call =>
        {
            Interlocked.Increment(ref _begun);
            await begin(call.Arg<ConnectionId>());
            return null;
        });
}
