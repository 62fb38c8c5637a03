using System.Net.Sockets;
using Npgsql;

namespace Accounts.Hosting.Postgres;

/// <summary>A server that somebody else runs, named by a connection string.</summary>
internal sealed class ExistingServerProvider : IPostgresProvider
{
    public async Task<RunningPostgres> StartAsync(PostgresOptions options, CancellationToken ct)
    {
        var settings = new NpgsqlConnectionStringBuilder(options.ConnectionString);
        var address = $"{settings.Host}:{settings.Port}";
        try
        {
            await using var connection = new NpgsqlConnection(
                new NpgsqlConnectionStringBuilder(options.ConnectionString) { Pooling = false, Timeout = 5 }.ConnectionString);
            await connection.OpenAsync(ct);
            return new RunningPostgres($"the configured server {address}, PostgreSQL {connection.PostgreSqlVersion}", options.ConnectionString!);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or SocketException)
        {
            throw new PostgresUnavailableException(
                $"configured connection string: {address} does not answer ({e.Message}); start it or correct the setting", e);
        }
    }
}
