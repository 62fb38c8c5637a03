namespace Accounts.Local.Postgres;

/// <summary>One way to a Postgres. Says in one line what is missing, by <see cref="PostgresMissingException"/>, when it leads nowhere.</summary>
internal interface IPostgresRoute
{
    Task<RunningPostgres> TakeAsync(PostgresOptions options, CancellationToken ct);
}

internal sealed record RunningPostgres(string Source, string ConnectionString, IOwnServer? Own = null);
