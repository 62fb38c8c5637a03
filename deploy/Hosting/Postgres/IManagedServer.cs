namespace Accounts.Hosting.Postgres;

/// <summary>A server that this process started. Disposing it stops it.</summary>
public interface IManagedServer : IAsyncDisposable
{
    /// <summary>Null if the log is not a file.</summary>
    string? LogFile { get; }

    Task WaitForExitAsync(CancellationToken ct);
}
