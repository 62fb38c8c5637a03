using Accounts.Hosting.Postgres;
using Testcontainers.PostgreSql;

namespace Accounts.TestKit.Postgres;

/// <summary>
/// PostgreSQL by the package Testcontainers, for who prefers it to our own starter: <c>-p:WithTestcontainers=true</c>. Off by default,
/// because its dependencies are absent from the feed that this repository restores from.
/// </summary>
internal sealed class TestcontainersProvider : IPostgresProvider
{
    private static readonly string Image = Environment.GetEnvironmentVariable("ACCOUNTS_POSTGRES_IMAGE") is { Length: > 0 } image ? image : "postgres:17-alpine";

    public async Task<RunningPostgres> StartAsync(PostgresOptions options, CancellationToken ct)
    {
        var container = new PostgreSqlBuilder().WithImage(Image).WithCommand("-c", "max_connections=200", "-c", "fsync=off").Build();
        await container.StartAsync(ct);
        return new RunningPostgres($"Testcontainers, {Image}", container.GetConnectionString(), new Own(container));
    }

    private sealed class Own(PostgreSqlContainer container) : IManagedServer
    {
        public string? LogFile => null;

        public Task WaitForExitAsync(CancellationToken ct) => container.GetExitCodeAsync(ct);

        public ValueTask DisposeAsync() => container.DisposeAsync();
    }
}

public sealed partial class TestDatabases
{
    static partial void AddPreferredProviders(List<IPostgresProvider> routes) => routes.Add(new TestcontainersProvider());
}
