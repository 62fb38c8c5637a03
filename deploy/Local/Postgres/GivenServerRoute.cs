using System.Net.Sockets;
using Npgsql;

namespace Accounts.Local.Postgres;

internal sealed class GivenServerRoute : IPostgresRoute
{
    public async Task<RunningPostgres> TakeAsync(PostgresOptions options, CancellationToken ct)
    {
        var settings = new NpgsqlConnectionStringBuilder(options.ConnectionString);
        var address = $"{settings.Host}:{settings.Port}";
        try
        {
            await using var connection = new NpgsqlConnection(
                new NpgsqlConnectionStringBuilder(options.ConnectionString) { Pooling = false, Timeout = 5 }.ConnectionString);
            await connection.OpenAsync(ct);
            return new RunningPostgres($"the given server {address}, PostgreSQL {connection.PostgreSqlVersion}", options.ConnectionString!);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or SocketException)
        {
            throw new PostgresMissingException($"given connection string: {address} does not answer ({e.Message}); start it or correct the setting", e);
        }
    }
}
