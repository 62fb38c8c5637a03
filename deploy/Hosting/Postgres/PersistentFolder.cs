namespace Accounts.Hosting.Postgres;

/// <summary>The folder in which a kept cluster is stored.</summary>
internal static class PersistentFolder
{
    /// <summary>Whether an earlier run created a cluster in the configured folder or in its replacement.</summary>
    public static bool HasCluster(PostgresOptions options)
    {
        var configured = Path.GetFullPath(options.Folder!);
        var pointer = PointerOf(configured);
        return File.Exists(Path.Combine(configured, "data", "PG_VERSION"))
            || (File.Exists(pointer) && File.Exists(Path.Combine(File.ReadAllText(pointer).Trim(), "postgres", "data", "PG_VERSION")));
    }

    /// <summary>
    /// The configured folder. If "nobody" has to run the server and cannot enter it, a folder under the system's temporary folder
    /// replaces it, and a file beside the configured one records which.
    /// </summary>
    public static string Choose(PostgresOptions options)
    {
        var configured = Path.GetFullPath(options.Folder!);
        if (!UnprivilegedUser.IsNeeded || UnprivilegedUser.CanAccess(Path.GetDirectoryName(configured)!)) return configured;

        var pointer = PointerOf(configured);
        var replacement = File.Exists(pointer) ? File.ReadAllText(pointer).Trim() : "";
        if (!Directory.Exists(replacement))
        {
            // The name is unpredictable, so that no other user of the machine can have created the folder.
            var created = Directory.CreateTempSubdirectory("accounts-local-");
            if (!OperatingSystem.IsWindows()) created.UnixFileMode |= UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
            replacement = created.FullName;
            Directory.CreateDirectory(Path.GetDirectoryName(pointer)!);
            File.WriteAllText(pointer, replacement);
        }

        options.Report($"The user nobody cannot enter {Path.GetDirectoryName(configured)}: the data is kept in {replacement}.");
        return Path.Combine(replacement, "postgres");
    }

    private static string PointerOf(string folder) => $"{folder}.path";
}
