namespace Accounts.Local.Processes;

/// <summary>A process ended before it did what was waited for; the message has its last lines.</summary>
public sealed class ChildEndedException : Exception
{
    public ChildEndedException()
    {
    }

    public ChildEndedException(string message) : base(message)
    {
    }

    public ChildEndedException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
