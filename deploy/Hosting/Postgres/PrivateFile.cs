namespace Accounts.Hosting.Postgres;

/// <summary>A file that only its owner can read.</summary>
public static class PrivateFile
{
    /// <summary>Sets the permissions when the file is created, before anything is written.</summary>
    public static async Task WriteAsync(string path, string text, CancellationToken ct)
    {
        var create = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) create.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var writer = new StreamWriter(path, create);
        await writer.WriteAsync(text.AsMemory(), ct);
    }
}
