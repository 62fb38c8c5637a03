namespace Accounts.Hosting.Postgres;

/// <summary>No Postgres server is available. The message is one line that says what to do, or one such line per provider.</summary>
public sealed class PostgresUnavailableException : Exception
{
    public PostgresUnavailableException()
    {
    }

    public PostgresUnavailableException(string message) : base(message)
    {
    }

    public PostgresUnavailableException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
