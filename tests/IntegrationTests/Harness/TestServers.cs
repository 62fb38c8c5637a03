using Accounts.Infrastructure.Persistence.Migrations;
using Accounts.IntegrationTests.Harness;
using Accounts.TestKit.Contract;
using Accounts.TestKit.Postgres;

[assembly: AssemblyFixture(typeof(TestServers))]

namespace Accounts.IntegrationTests.Harness;

/// <summary>
/// One Postgres server for the whole run, with a migrated template; every world gets a clone. At the end of the run, <c>amazon-contract.txt</c>
/// beside the tests lists how many calls were compared with Amazon's documents.
/// </summary>
public sealed class TestServers : IAsyncLifetime
{
    private TestDatabases? _databases;
    private ExclusiveRun? _run;

    public async ValueTask InitializeAsync()
    {
        _run = await ExclusiveRun.EnterAsync();
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

    public async ValueTask DisposeAsync()
    {
        if (_databases is not null) await _databases.DisposeAsync();
        await File.WriteAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "amazon-contract.txt"), AmazonContract.Figures.Lines);
        _run?.Dispose();
    }
}
