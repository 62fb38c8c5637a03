namespace Accounts.Hosting.Processes;

/// <summary>A process exited before the awaited condition held. The message contains its last lines of output.</summary>
public sealed class ProcessExitedException : Exception
{
    public ProcessExitedException()
    {
    }

    public ProcessExitedException(string message) : base(message)
    {
    }

    public ProcessExitedException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
