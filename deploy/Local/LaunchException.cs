namespace Accounts.Local;

/// <summary>Something a person at the terminal has to know or mend; the message is all there is to say.</summary>
public sealed class LaunchException : Exception
{
    public LaunchException()
    {
    }

    public LaunchException(string message) : base(message)
    {
    }

    public LaunchException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
