using Accounts.Infrastructure.Persistence.Migrations;
using Accounts.IntegrationTests.Harness;
using Accounts.TestKit.Postgres;

namespace Accounts.IntegrationTests.Legacy;

/// <summary>An adopted database of each shape.</summary>
public sealed class AdoptedDatabases(TestServers servers) : IAsyncLifetime
{
    private readonly Dictionary<string, (TestDatabase Database, LegacyDatabase Legacy)> _adopted = [];

    public TestDatabase Of(string shape) => _adopted[shape].Database;

    internal LegacyDatabase LegacyOf(string shape) => _adopted[shape].Legacy;

    public Task<string[]> LinesAsync(string shape, string sql) => Of(shape).Owner.LinesAsync(sql);

    /// <summary>A database of this shape that is not migrated yet.</summary>
    public async Task<TestDatabase> CreateAsync(string shape)
    {
        var database = await servers.CreateEmptyDatabaseAsync();
        await new LegacyDatabase().LoadAsync(database.Owner, shape);
        return database;
    }

    public async ValueTask InitializeAsync()
    {
        foreach (var shape in AdoptionTests.Shapes.Select(row => row.Data))
        {
            var adopted = _adopted[shape] = (await servers.CreateEmptyDatabaseAsync(), new LegacyDatabase());
            await adopted.Legacy.LoadAsync(adopted.Database.Owner, shape);
            await Migrator.MigrateAsync(adopted.Database.OwnerConnectionString, CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (database, _) in _adopted.Values) await database.DisposeAsync();
    }
}
