namespace Accounts.Local.Postgres;

/// <summary>A server that this process started and that ends with it.</summary>
internal interface IOwnServer : IAsyncDisposable
{
    /// <summary>Null when the log is not a file.</summary>
    string? LogFile { get; }

    Task WaitForExitAsync(CancellationToken ct);
}
