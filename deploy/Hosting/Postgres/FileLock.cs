namespace Accounts.Hosting.Postgres;

/// <summary>
/// A lock file that records which process owns a resource. The system releases it when the process ends in any way, so a resource
/// whose lock is free is an orphan.
/// </summary>
public static class FileLock
{
    /// <returns>Null if another process holds the lock.</returns>
    public static FileStream? TryAcquire(string file)
    {
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
