namespace Accounts.Local.Postgres;

/// <summary>No Postgres: the message is one line a person can act on, or one such line per route tried.</summary>
public sealed class PostgresMissingException : Exception
{
    public PostgresMissingException()
    {
    }

    public PostgresMissingException(string message) : base(message)
    {
    }

    public PostgresMissingException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
