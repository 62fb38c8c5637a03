using Npgsql;

namespace Accounts.TestKit.Postgres;

/// <summary>A migrated database that is dropped when disposed. Its clock (<c>app.now()</c>) can be moved.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly Func<Task> _dropAsync;

    internal TestDatabase(string ownerConnectionString, string serviceConnectionString, PgBouncer? pooler, Func<Task> dropAsync)
    {
        OwnerConnectionString = ownerConnectionString;
        ServiceConnectionString = pooler?.Through(serviceConnectionString) ?? serviceConnectionString;
        Pooler = pooler is null ? "none" : "transaction";
        Owner = NpgsqlDataSource.Create(ownerConnectionString);
        _dropAsync = dropAsync;
    }

    /// <summary>The owner, for migrations and for reading and changing data in tests.</summary>
    public string OwnerConnectionString { get; }

    /// <summary>The connection string of the service.</summary>
    public string ServiceConnectionString { get; }

    /// <summary>The pooler between the service and this database, as in the setting <c>Database:Pooler</c>.</summary>
    public string Pooler { get; }

    public NpgsqlDataSource Owner { get; }

    public Task AdvanceClockAsync(TimeSpan by) => AdvanceClockAsync(by, CancellationToken.None);

    public Task AdvanceClockAsync(TimeSpan by, CancellationToken ct) => TestClock.AdvanceAsync(Owner, by, ct);

    public async ValueTask DisposeAsync()
    {
        await Owner.DisposeAsync();
        // Other pools with these connection strings would otherwise contain broken connections.
        await using (var pooled = new NpgsqlConnection(ServiceConnectionString)) NpgsqlConnection.ClearPool(pooled);
        await using (var pooled = new NpgsqlConnection(OwnerConnectionString)) NpgsqlConnection.ClearPool(pooled);
        await _dropAsync();
    }
}
