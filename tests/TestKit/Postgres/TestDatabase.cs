using Npgsql;

namespace Accounts.TestKit.Postgres;

/// <summary>A migrated database of one's own, dropped when disposed. Its clock (<c>app.now()</c>) can be moved.</summary>
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

    /// <summary>May do everything: for migrations, for arranging and for looking.</summary>
    public string OwnerConnectionString { get; }

    /// <summary>What the service itself is given.</summary>
    public string ServiceConnectionString { get; }

    /// <summary>What stands between the service and this database, as the setting <c>Database:Pooler</c> has it.</summary>
    public string Pooler { get; }

    public NpgsqlDataSource Owner { get; }

    public Task AdvanceClockAsync(TimeSpan by) => AdvanceClockAsync(by, CancellationToken.None);

    public Task AdvanceClockAsync(TimeSpan by, CancellationToken ct) => TestClock.AdvanceAsync(Owner, by, ct);

    public async ValueTask DisposeAsync()
    {
        await Owner.DisposeAsync();
        // Pools that others made on these strings would otherwise fill up with broken connections.
        await using (var pooled = new NpgsqlConnection(ServiceConnectionString)) NpgsqlConnection.ClearPool(pooled);
        await using (var pooled = new NpgsqlConnection(OwnerConnectionString)) NpgsqlConnection.ClearPool(pooled);
        await _dropAsync();
    }
}
