namespace Accounts.Local.Postgres;

internal static class KeptFolder
{
    /// <summary>Whether an earlier run keeps a cluster there, or in the other folder that it chose.</summary>
    public static bool HasCluster(PostgresOptions options)
    {
        var wanted = Path.GetFullPath(options.Folder!);
        var pointer = $"{wanted}.path";
        return File.Exists(Path.Combine(wanted, "data", "PG_VERSION"))
            || (File.Exists(pointer) && File.Exists(Path.Combine(File.ReadAllText(pointer).Trim(), "postgres", "data", "PG_VERSION")));
    }

    /// <summary>The folder asked for, or one under the temp folder when "nobody" cannot enter that; a file beside it remembers which.</summary>
    public static string Choose(PostgresOptions options)
    {
        var wanted = Path.GetFullPath(options.Folder!);
        if (!UnprivilegedUser.Needed || UnprivilegedUser.CanReach(Path.GetDirectoryName(wanted)!)) return wanted;

        var pointer = $"{wanted}.path";
        var other = File.Exists(pointer) ? File.ReadAllText(pointer).Trim() : "";
        if (!Directory.Exists(other))
        {
            // An unpredictable name: another user of the machine cannot have prepared it.
            var made = Directory.CreateTempSubdirectory("accounts-local-");
            if (!OperatingSystem.IsWindows()) made.UnixFileMode |= UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
            other = made.FullName;
            Directory.CreateDirectory(Path.GetDirectoryName(pointer)!);
            File.WriteAllText(pointer, other);
        }

        options.Say($"the user nobody cannot enter {Path.GetDirectoryName(wanted)}: the cluster is kept in {other}");
        return Path.Combine(other, "postgres");
    }
}
