using System.Security.Cryptography;

namespace Accounts.Local.Postgres;

/// <summary>Where a cluster lives, and the lock that says whose it is.</summary>
internal sealed class ClusterFolder : IAsyncDisposable
{
    public const string ThrowAwayPrefix = "accounts-postgres-";

    private readonly FileStream _lock;
    private readonly bool _throwAway;

    private ClusterFolder(string path, FileStream @lock, bool throwAway)
    {
        Path = path;
        _lock = @lock;
        _throwAway = throwAway;
    }

    public string Path { get; }

    public string Data => System.IO.Path.Combine(Path, "data");

    public static async Task<ClusterFolder> OpenAsync(PostgresOptions options, CancellationToken ct)
    {
        if (options.ThrowAway) await SweepAsync();

        var folder = options.ThrowAway
            ? Take(System.IO.Path.Combine(System.IO.Path.GetTempPath(), ThrowAwayPrefix + RandomNumberGenerator.GetHexString(12, lowercase: true)), true)
            : Take(KeptFolder.Choose(options), false);

        // Left by a process that was killed.
        if (Postmaster.Of(folder.Data) is { } stale)
        {
            options.Say($"stopping the server that an earlier run left behind (process {stale.ProcessId})");
            await stale.StopAsync();
        }

        if (options.Fresh) Delete(folder.Path);
        Directory.CreateDirectory(folder.Path);
        await UnprivilegedUser.GiveAsync(folder.Path, ct);
        return folder;
    }

    /// <summary>Removes the throw-away clusters of processes that are gone.</summary>
    public static async Task SweepAsync()
    {
        foreach (var file in Directory.EnumerateFiles(System.IO.Path.GetTempPath(), $"{ThrowAwayPrefix}*.lock"))
        {
            if (RunLock.TryTake(file) is { } orphan)
            {
                await new ClusterFolder(System.IO.Path.ChangeExtension(file, null), orphan, throwAway: true).DisposeAsync();
            }
        }
    }

    /// <summary>Stops what runs here; a throw-away folder goes away with it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Postmaster.Of(Data) is { } postmaster)
        {
            await (_throwAway ? postmaster.AbandonAsync() : postmaster.StopAsync());
        }

        if (_throwAway)
        {
            Delete(Path);
            File.Delete(_lock.Name);
        }

        await _lock.DisposeAsync();
    }

    private static ClusterFolder Take(string path, bool throwAway)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        return RunLock.TryTake($"{path}.lock") is { } @lock
            ? new ClusterFolder(path, @lock, throwAway)
            : throw new PostgresMissingException($"{path} is in use by another run; stop that one first");
    }

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
}
