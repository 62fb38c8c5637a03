namespace Accounts.Local;

/// <summary>The start failed for a reason that the user can correct. Only the message is printed.</summary>
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
