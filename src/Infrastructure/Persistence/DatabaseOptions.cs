using System.ComponentModel.DataAnnotations;

namespace Accounts.Infrastructure.Persistence;

/// <summary>How the service reaches Postgres, and who migrates it.</summary>
public sealed class DatabaseOptions
{
    public const string Section = "Database";

    /// <summary>Run the migrations at start. On by default in Development only.</summary>
    public bool? MigrateOnStart { get; init; }

    /// <summary>What stands between: <c>none</c>, or a pooler in <c>session</c> or <c>transaction</c> mode.</summary>
    [AllowedValues("none", "session", "transaction", ErrorMessage = "Database:Pooler must be none, session or transaction.")]
    public string Pooler { get; init; } = "none";
}
