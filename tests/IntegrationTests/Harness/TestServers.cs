using Accounts.Infrastructure.Persistence.Migrations;
using Accounts.IntegrationTests.Harness;
using Accounts.TestKit.Postgres;

[assembly: AssemblyFixture(typeof(TestServers))]

namespace Accounts.IntegrationTests.Harness;

/// <summary>One Postgres server for the whole run, with a migrated template; every world gets a clone.</summary>
public sealed class TestServers : IAsyncLifetime
{
    private TestDatabases? _databases;

    public async ValueTask InitializeAsync()
    {
        // Several instances share the machine.
        Environment.SetEnvironmentVariable("DOTNET_gcServer", "0");
        TelemetryCanary.Start();
        DeclaredProblems.Start();
        _databases = await TestDatabases.StartAsync(Migrator.MigrateAsync, CancellationToken.None);
    }

    public Task<TestDatabase> CreateDatabaseAsync(PgBouncer? pooler = null) => _databases!.CreateAsync(CancellationToken.None, pooler);

    public Task<PgBouncer> StartPoolerAsync(int poolSize) => _databases!.StartPoolerAsync(poolSize, CancellationToken.None);

    /// <summary>Creates a database without migrations.</summary>
    public Task<TestDatabase> CreateEmptyDatabaseAsync() => _databases!.CreateEmptyAsync(CancellationToken.None);

    public Task AdmitServiceAsync(TestDatabase database) => _databases!.AdmitServiceAsync(database, CancellationToken.None);

    public ValueTask DisposeAsync() => _databases?.DisposeAsync() ?? ValueTask.CompletedTask;
}
