namespace Accounts.Local.Postgres;

internal static class PrivateFile
{
    /// <summary>Readable by its owner only, from the first byte on.</summary>
    public static async Task WriteAsync(string path, string text, CancellationToken ct)
    {
        var create = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) create.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var writer = new StreamWriter(path, create);
        await writer.WriteAsync(text.AsMemory(), ct);
    }
}
