using System.Security.Cryptography;

namespace Accounts.Hosting.Postgres;

/// <summary>The folder of a cluster and the lock of the process that owns it.</summary>
internal sealed class ClusterFolder : IAsyncDisposable
{
    public const string TemporaryPrefix = "accounts-postgres-";

    private readonly FileStream _lock;
    private readonly bool _isTemporary;

    private ClusterFolder(string path, FileStream @lock, bool isTemporary)
    {
        Path = path;
        _lock = @lock;
        _isTemporary = isTemporary;
    }

    public string Path { get; }

    public string Data => System.IO.Path.Combine(Path, "data");

    public static async Task<ClusterFolder> OpenAsync(PostgresOptions options, CancellationToken ct)
    {
        if (options.IsTemporary) await RemoveOrphansAsync();

        var folder = options.IsTemporary
            ? Open(System.IO.Path.Combine(System.IO.Path.GetTempPath(),
                TemporaryPrefix + RandomNumberGenerator.GetHexString(12, lowercase: true)), true)
            : Open(PersistentFolder.Choose(options), false);

        // A process that was killed leaves its server running.
        if (Postmaster.Of(folder.Data) is { } stale)
        {
            options.Report($"Stopping the server of an earlier run that was killed (process {stale.ProcessId}).");
            await stale.StopAsync();
        }

        if (options.Fresh) Delete(folder.Path);
        Directory.CreateDirectory(folder.Path);
        await UnprivilegedUser.GrantOwnershipAsync(folder.Path, ct);
        return folder;
    }

    /// <summary>Removes the temporary clusters of processes that have ended.</summary>
    public static async Task RemoveOrphansAsync()
    {
        foreach (var file in Directory.EnumerateFiles(System.IO.Path.GetTempPath(), $"{TemporaryPrefix}*.lock"))
        {
            if (FileLock.TryAcquire(file) is { } orphan)
            {
                await new ClusterFolder(System.IO.Path.ChangeExtension(file, null), orphan, isTemporary: true).DisposeAsync();
            }
        }
    }

    /// <summary>Stops the server. A temporary folder is deleted.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Postmaster.Of(Data) is { } postmaster)
        {
            await (_isTemporary ? postmaster.StopImmediatelyAsync() : postmaster.StopAsync());
        }

        if (_isTemporary)
        {
            Delete(Path);
            File.Delete(_lock.Name);
        }

        await _lock.DisposeAsync();
    }

    private static ClusterFolder Open(string path, bool isTemporary)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        return FileLock.TryAcquire($"{path}.lock") is { } @lock
            ? new ClusterFolder(path, @lock, isTemporary)
            : throw new PostgresUnavailableException($"{path} is in use by another run; stop that run first");
    }

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
}
