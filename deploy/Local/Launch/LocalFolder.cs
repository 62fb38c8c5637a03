using System.Buffers.Text;
using System.Security.Cryptography;
using Accounts.Hosting;

namespace Accounts.Local.Launch;

/// <summary>The folder <c>.local</c> at the root of the clone. It keeps data between runs and is ignored by Git.</summary>
internal static class LocalFolder
{
    private static readonly string Root = Path.Combine(Repository.Root, ".local");

    public static string Logs { get; } = Path.Combine(Root, "logs");

    public static string Postgres { get; } = Path.Combine(Root, "postgres");

    public static string Processes { get; } = Path.Combine(Root, "processes");

    public static string Log(string name) => Path.Combine(Logs, $"{name}.log");

    /// <summary>Records what the last successful build was made from.</summary>
    public static string BuildRecord(string configuration) => Path.Combine(Root, $"build-{configuration}");

    /// <summary>Kept as long as the database: only this key decrypts the tokens in it.</summary>
    public static string TokenEncryptionKey() => Secret("token-encryption-key");

    /// <summary>Kept as well: the simulated Amazon accepts refresh tokens of an earlier run only with the same client secret.</summary>
    public static string ClientSecret() => Secret("amazon-client-secret");

    private static string Secret(string name)
    {
        var file = Path.Combine(Root, name);
        if (File.Exists(file)) return File.ReadAllText(file).Trim();

        var secret = $"{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}=";
        Directory.CreateDirectory(Root);
        var create = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) create.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(file, create);
        writer.WriteLine(secret);
        return secret;
    }
}
