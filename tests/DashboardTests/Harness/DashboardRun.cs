using Accounts.Infrastructure.Persistence.Migrations;
using Accounts.TestKit.Postgres;

[assembly: AssemblyFixture(typeof(DashboardRun))]

namespace Accounts.DashboardTests.Harness;

/// <summary>
/// One Postgres server, one Chromium and one shared world for the whole run. Without Chromium, the tests are skipped on a developer's
/// machine and fail in continuous integration.
/// </summary>
public sealed class DashboardRun : IAsyncLifetime
{
    private TestDatabases? _databases;
    private ExclusiveRun? _run;

    /// <summary>Null if the machine has no Chromium.</summary>
    internal Chromium? Chromium { get; private set; }

    /// <summary>The world of all classes that need no world of their own.</summary>
    public DashboardWorld World { get; }

    public DashboardRun() => World = new DashboardWorld(this);

    public async ValueTask InitializeAsync()
    {
        Chromium = await Chromium.StartAsync();
        if (Chromium is null)
        {
            Console.WriteLine(Chromium.SkipReason(Environment.GetEnvironmentVariable("CI") == "true"));
            return;
        }

        _run = await ExclusiveRun.EnterAsync();
        _databases = await TestDatabases.StartAsync(Migrator.MigrateAsync, CancellationToken.None);
        await World.InitializeAsync();
    }

    internal Task<TestDatabase> CreateDatabaseAsync() => _databases!.CreateAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        if (Chromium is not null) await Chromium.DisposeAsync();
        await World.DisposeAsync();
        if (_databases is not null) await _databases.DisposeAsync();
        Metrics.WriteFile();
        _run?.Dispose();
    }
}
