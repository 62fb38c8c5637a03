namespace Accounts.Local.Postgres;

/// <summary>A file that says whose something is: the system lets go of it when its process ends in any way, so what a free one names is an orphan.</summary>
internal static class RunLock
{
    /// <returns>Null when a living process has it.</returns>
    public static FileStream? TryTake(string file)
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
