using Accounts.TestKit.Postgres;

namespace Accounts.IntegrationTests.Harness;

/// <summary>A world whose instances reach their database through PgBouncer in transaction mode, with three backends in total.</summary>
public sealed class PooledWorld(TestServers servers) : ApiWorld(servers)
{
    public const int Backends = 3;
    private PgBouncer? _pooler;

    /// <summary>Null without PgBouncer: the tests of the class are skipped.</summary>
    public override ValueTask InitializeAsync() => PgBouncer.Program is null ? ValueTask.CompletedTask : base.InitializeAsync();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_pooler is not null) await _pooler.DisposeAsync();
    }

    protected override async Task<TestDatabase> CreateDatabaseAsync(TestServers from)
    {
        _pooler = await from.StartPoolerAsync(Backends);
        return await from.CreateDatabaseAsync(_pooler);
    }
}
