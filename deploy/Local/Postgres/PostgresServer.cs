using Npgsql;

namespace Accounts.Local.Postgres;

/// <summary>A Postgres to work with: the first that answers, in the order of <see cref="Routes"/>.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    // Who names binaries means them.
    private static readonly IPostgresRoute[] Routes =
    [
        .. Environment.GetEnvironmentVariable("PG_BIN") is { Length: > 0 } named ? [new MachineBinariesRoute([named])] : Array.Empty<IPostgresRoute>(),
        new ContainerRoute(), new NpmPackageRoute(), new MachineBinariesRoute(),
    ];

    private readonly RunningPostgres _running;

    private PostgresServer(RunningPostgres running) => _running = running;

    /// <summary>Which Postgres this is, in words for a person.</summary>
    public string Source => _running.Source;

    /// <summary>As the superuser of a server of ours, or as given.</summary>
    public string ConnectionString => _running.ConnectionString;

    /// <summary>Completes when a server of ours has ended; never for a given one.</summary>
    public Task WaitForExitAsync(CancellationToken ct) => _running.Own?.WaitForExitAsync(ct) ?? Task.Delay(Timeout.Infinite, ct);

    public string? LogFile => _running.Own?.LogFile;

    public static Task<PostgresServer> StartAsync(PostgresOptions options, CancellationToken ct) =>
        // A server that somebody named and that does not answer is an error, not a reason to work on another one.
        StartAsync(options, options.ConnectionString is null ? Routes : [new GivenServerRoute()], ct);

    internal static async Task<PostgresServer> StartAsync(PostgresOptions options, IEnumerable<IPostgresRoute> routes, CancellationToken ct)
    {
        var missing = new List<string>();
        foreach (var route in routes)
        {
            try
            {
                return new PostgresServer(await route.TakeAsync(options, ct));
            }
            catch (PostgresMissingException e)
            {
                missing.Add(e.Message);
            }
        }

        throw new PostgresMissingException($"No Postgres to work with.{string.Concat(missing.Select(line => $"\n  - {line}"))}");
    }

    /// <summary>Creates the database when it is missing and returns the connection string to it.</summary>
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
        if (_running.Own is { } own)
        {
            await own.DisposeAsync();
        }
    }
}
