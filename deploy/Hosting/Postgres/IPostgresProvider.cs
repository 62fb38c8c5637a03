namespace Accounts.Hosting.Postgres;

/// <summary>One way to provide a Postgres server.</summary>
public interface IPostgresProvider
{
    /// <exception cref="PostgresUnavailableException">
    /// This way is not available here. The message says in one line what is missing and what to install.
    /// </exception>
    Task<RunningPostgres> StartAsync(PostgresOptions options, CancellationToken ct);
}

/// <summary>A server that accepts connections.</summary>
/// <param name="Source">Which Postgres this is, for display.</param>
/// <param name="ConnectionString">Connects as the superuser of a managed server, or as configured.</param>
/// <param name="Managed">The server to stop at the end; null if it belongs to somebody else.</param>
public sealed record RunningPostgres(string Source, string ConnectionString, IManagedServer? Managed = null);
