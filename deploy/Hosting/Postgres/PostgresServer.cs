using Npgsql;

namespace Accounts.Hosting.Postgres;

/// <summary>A Postgres server for the run command and the tests: the first available one, in the order of <see cref="Providers"/>.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    // Binaries that PG_BIN names come first.
    private static readonly IPostgresProvider[] Providers =
    [
        .. Environment.GetEnvironmentVariable("PG_BIN") is { Length: > 0 } folder
            ? [new InstalledBinariesProvider([folder])]
            : Array.Empty<IPostgresProvider>(),
        new ContainerProvider(), new NpmPackageProvider(), new InstalledBinariesProvider(),
    ];

    private readonly RunningPostgres _running;

    private PostgresServer(RunningPostgres running) => _running = running;

    /// <summary>Which Postgres this is, for display.</summary>
    public string Source => _running.Source;

    /// <summary>Connects as the superuser of a managed server, or as configured.</summary>
    public string ConnectionString => _running.ConnectionString;

    /// <summary>Null if the log is not a file.</summary>
    public string? LogFile => _running.Managed?.LogFile;

    /// <summary>Completes when a managed server has stopped; never for an existing one.</summary>
    public Task WaitForExitAsync(CancellationToken ct) => _running.Managed?.WaitForExitAsync(ct) ?? Task.Delay(Timeout.Infinite, ct);

    /// <exception cref="PostgresUnavailableException">No provider is available.</exception>
    public static Task<PostgresServer> StartAsync(PostgresOptions options, CancellationToken ct) =>
        // A configured server that does not answer is an error: a different server would have different data.
        StartAsync(options, options.ConnectionString is null ? Providers : [new ExistingServerProvider()], ct);

    /// <exception cref="PostgresUnavailableException">None of <paramref name="providers"/> is available.</exception>
    public static async Task<PostgresServer> StartAsync(PostgresOptions options, IEnumerable<IPostgresProvider> providers, CancellationToken ct)
    {
        var reasons = new List<string>();
        foreach (var provider in providers)
        {
            try
            {
                return new PostgresServer(await provider.StartAsync(options, ct));
            }
            catch (PostgresUnavailableException e)
            {
                reasons.Add(e.Message);
            }
        }

        var lines = string.Concat(reasons.Select(line => $"\n  - {line}"));
        throw new PostgresUnavailableException($"No Postgres is available. One of these is needed:{lines}");
    }

    /// <summary>Creates the database if it does not exist.</summary>
    /// <returns>The connection string of the database.</returns>
    public async Task<string> EnsureDatabaseAsync(string name, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString);
        await using var exists = source.CreateCommand("select 1 from pg_database where datname = $1");
        exists.Parameters.Add(new NpgsqlParameter { Value = name });
        if (await exists.ExecuteScalarAsync(ct) is null)
        {
            await using var create = source.CreateCommand($"create database {new NpgsqlCommandBuilder().QuoteIdentifier(name)}");
            await create.ExecuteNonQueryAsync(ct);
        }

        return new NpgsqlConnectionStringBuilder(ConnectionString) { Database = name }.ConnectionString;
    }

    public async ValueTask DisposeAsync()
    {
        if (_running.Managed is { } managed)
        {
            await managed.DisposeAsync();
        }
    }
}
