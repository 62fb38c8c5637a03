using System.Globalization;
using System.Security.Cryptography;
using Accounts.Hosting.Postgres;
using Npgsql;

namespace Accounts.TestKit.Postgres;

/// <summary>
/// One server for each run (temporary, or the one that <c>ACCOUNTS_TEST_POSTGRES</c> specifies), with a migrated template that is
/// cloned for each database. With <c>ACCOUNTS_TEST_POOLER=pgbouncer</c> the service's connections go through a pooler in transaction mode.
/// Several runs can share a server: each has its own names, and the next run drops the databases of a killed run.
/// </summary>
public sealed class TestDatabases : IAsyncDisposable
{
    private const string Prefix = "accounts_test_";
    private const int LockSpace = 20_260_101;
    private const int PreparationLock = 0;

    private readonly PostgresServer _server;
    private readonly NpgsqlConnection _maintenance;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly string _run = RandomNumberGenerator.GetHexString(8, lowercase: true);
    private string _serviceConnectionString = "";
    private PgBouncer? _pooler;
    private int _clones;

    private TestDatabases(PostgresServer server)
    {
        _server = server;
        // Its session holds a lock that tells other runs that this one is alive.
        _maintenance =
            new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server.ConnectionString) { Pooling = false, KeepAlive = 30 }.ConnectionString);
    }

    /// <summary>Which Postgres the tests run on.</summary>
    public string Source => _server.Source;

    private string Template => $"{Prefix}{_run}";

    private string Login => $"accounts_service_{_run}";

    /// <param name="migrateAsync">Migrates the database of the connection string it gets, whose user may do everything.</param>
    /// <param name="ct">Cancels the start.</param>
    /// <param name="server">A running server to use; by default what <c>ACCOUNTS_TEST_POSTGRES</c> names, else a throw-away one.</param>
    public static async Task<TestDatabases> StartAsync(Func<string, CancellationToken, Task> migrateAsync, CancellationToken ct,
        string? server = null)
    {
        var given = server ?? Environment.GetEnvironmentVariable("ACCOUNTS_TEST_POSTGRES");
        var inContainer = given == "testcontainers";
        var options = new PostgresOptions
        {
            ConnectionString = inContainer || string.IsNullOrWhiteSpace(given)
            ? null : given,
            Report = Console.WriteLine,
        };
        var databases = new TestDatabases(inContainer
            ? await PostgresServer.StartAsync(options, [new TestcontainersProvider()], ct)
            : await PostgresServer.StartAsync(options, ct));
        try
        {
            await databases.PrepareAsync(migrateAsync, ct);
            if (PgBouncer.Asked) databases._pooler = await databases.StartPoolerAsync(poolSize: 5, ct);
            return databases;
        }
        catch
        {
            await databases.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a pooler in transaction mode in front of this server.</summary>
    public Task<PgBouncer> StartPoolerAsync(int poolSize, CancellationToken ct) => PgBouncer.StartAsync(_serviceConnectionString, poolSize, ct);

    /// <summary>Creates a migrated database.</summary>
    /// <param name="ct">Cancels the copying.</param>
    /// <param name="pooler">What the service's connections go through; by default what the run uses.</param>
    public async Task<TestDatabase> CreateAsync(CancellationToken ct, PgBouncer? pooler = null)
    {
        var name = $"{Template}_{Interlocked.Increment(ref _clones)}";
        await ExecuteAsync($"create database {name} template {Template}", ct);
        return Named(name, pooler ?? _pooler);
    }

    /// <summary>Creates a database without migrations. The service can use it after the migrations and after <see cref="AdmitServiceAsync"/> was
    /// called.</summary>
    public async Task<TestDatabase> CreateEmptyAsync(CancellationToken ct)
    {
        var name = $"{Template}_{Interlocked.Increment(ref _clones)}";
        await ExecuteAsync($"create database {name}", ct);
        return Named(name, _pooler);
    }

    private TestDatabase Named(string name, PgBouncer? pooler) =>
        new(ConnectionStringTo(_server.ConnectionString, name), ConnectionStringTo(_serviceConnectionString, name), pooler, () => DropAsync(name));

    /// <summary>Grants the service login access, as a deployment does after the migrations. The login keeps its password.</summary>
    public Task AdmitServiceAsync(TestDatabase database, CancellationToken ct) =>
        ServiceLogin.GrantAccessAsync(database.OwnerConnectionString, Login, ct);

    public async ValueTask DisposeAsync()
    {
        if (_pooler is not null) await _pooler.DisposeAsync();
        if (_maintenance.State == System.Data.ConnectionState.Open)
        {
            await DropRunAsync(_run, CancellationToken.None);
        }

        await _maintenance.DisposeAsync();
        await _server.DisposeAsync();
        _gate.Dispose();
    }

    private async Task PrepareAsync(Func<string, CancellationToken, Task> migrateAsync, CancellationToken ct)
    {
        await _maintenance.OpenAsync(ct);
        await ExecuteAsync($"select pg_advisory_lock({LockSpace}, {LockOf(_run)})", ct);

        // Roles belong to the whole server, so two runs must not create them concurrently.
        await ExecuteAsync($"select pg_advisory_lock({LockSpace}, {PreparationLock})", ct);
        await DropOrphansAsync(ct);
        await ExecuteAsync($"create database {Template}", ct);

        // Unpooled: a database with an idle connection cannot be cloned.
        var owner = new NpgsqlConnectionStringBuilder(ConnectionStringTo(_server.ConnectionString, Template)) { Pooling = false }.ConnectionString;
        await migrateAsync(owner, ct);
        await TestClock.InstallAsync(owner, ct);
        _serviceConnectionString = ConnectionStringTo(await ServiceLogin.EnsureAsync(owner, Login, ct), Template);
        await ExecuteAsync($"select pg_advisory_unlock({LockSpace}, {PreparationLock})", ct);

        await ExecuteAsync($"alter database {Template} is_template true allow_connections false", ct);
        await ExecuteAsync($"select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '{Template}'", ct);
    }

    private async Task DropOrphansAsync(CancellationToken ct)
    {
        var runs = await ReadAsync(
            $"select distinct substr(datname, {Prefix.Length + 1}, 8) from pg_database where datname ~ '^{Prefix}[0-9a-f]{{8}}(_|$)'", ct);
        foreach (var run in runs)
        {
            var dead = await ReadAsync($"select 'dead' where pg_try_advisory_lock({LockSpace}, {LockOf(run)})", ct);
            if (dead.Count == 0) continue;

            await DropRunAsync(run, ct);
            await ExecuteAsync($"select pg_advisory_unlock({LockSpace}, {LockOf(run)})", ct);
        }
    }

    private async Task DropRunAsync(string run, CancellationToken ct)
    {
        foreach (var name in await ReadAsync($"select datname from pg_database where datname ~ '^{Prefix}{run}(_|$)'", ct))
        {
            await ExecuteAsync($"alter database {name} is_template false", ct);
            await DropAsync(name);
        }

        await ExecuteAsync($"drop role if exists accounts_service_{run}", ct);
    }

    private Task DropAsync(string name) => ExecuteAsync($"drop database if exists {name} with (force)", CancellationToken.None);

    private async Task ExecuteAsync(string sql, CancellationToken ct) => _ = await ReadAsync(sql, ct);

    private async Task<List<string>> ReadAsync(string sql, CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            await using var command = new NpgsqlCommand(sql, _maintenance) { CommandTimeout = 120 };
            await using var reader = await command.ExecuteReaderAsync(ct);
            var rows = new List<string>();
            while (await reader.ReadAsync(ct))
            {
                rows.Add(reader[0]?.ToString() ?? "");
            }

            return rows;
        }
        finally
        {
            _gate.Release();
        }
    }

    private static int LockOf(string run) => int.Parse(run, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static string ConnectionStringTo(string server, string database) =>
        new NpgsqlConnectionStringBuilder(server) { Database = database, Pooling = true }.ConnectionString;
}
