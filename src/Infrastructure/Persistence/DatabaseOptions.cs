namespace Accounts.Infrastructure.Persistence;

/// <summary>How the service reaches Postgres, and who migrates it.</summary>
public sealed class DatabaseOptions
{
    public const string Section = "Database";

    /// <summary>Run the migrations at start. On by default in Development only.</summary>
    public bool? MigrateOnStart { get; init; }
}
