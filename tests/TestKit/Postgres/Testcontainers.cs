using Accounts.Hosting.Postgres;
using Accounts.Hosting.Processes;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Configurations;
using DotNet.Testcontainers.Containers;
using Npgsql;

namespace Accounts.TestKit.Postgres;

/// <summary>A PostgreSQL container started by Testcontainers on the host's network: <c>ACCOUNTS_TEST_POSTGRES=testcontainers</c>.</summary>
internal sealed class TestcontainersProvider : IPostgresProvider
{
    private static readonly string Image = Environment.GetEnvironmentVariable("ACCOUNTS_POSTGRES_IMAGE") is { Length: > 0 } image
        ? image : "postgres:17-alpine";

    public async Task<RunningPostgres> StartAsync(PostgresOptions options, CancellationToken ct)
    {
        var server = new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = FreePort.Any(),
            Username = "postgres",
            Password = "testcontainers",
            Database = "postgres",
        };
        var container = new ContainerBuilder(Image)
            .WithEnvironment("POSTGRES_PASSWORD", server.Password)
            .WithEnvironment("POSTGRES_INITDB_ARGS", "--auth-host=scram-sha-256 -E UTF8 --locale=C --no-sync")
            .WithEnvironment("PGPORT", $"{server.Port}")
            .WithCommand("-c", "max_connections=200", "-c", "fsync=off", "-c", "listen_addresses=127.0.0.1")
            .WithCreateParameterModifier(order => order.HostConfig!.NetworkMode = "host")
            .WithWaitStrategy(Wait.ForUnixContainer().AddCustomWaitStrategy(new Answers(server.ConnectionString)))
            .Build();
        await container.StartAsync(ct);
        return new RunningPostgres($"Testcontainers, {Image}", server.ConnectionString, new Own(container));
    }

    private sealed class Answers(string connectionString) : IWaitUntil
    {
        public async Task<bool> UntilAsync(IContainer container)
        {
            try
            {
                await using var connection = new NpgsqlConnection($"{connectionString};Pooling=false;Timeout=2");
                await connection.OpenAsync();
                return true;
            }
            catch (NpgsqlException)
            {
                return false;
            }
        }
    }

    private sealed class Own(IContainer container) : IManagedServer
    {
        public string? LogFile => null;

        public Task WaitForExitAsync(CancellationToken ct) => container.GetExitCodeAsync(ct);

        public ValueTask DisposeAsync() => container.DisposeAsync();
    }
}
