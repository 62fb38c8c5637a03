using System.Buffers.Text;
using System.Security.Cryptography;

namespace Accounts.Local.Launch;

/// <summary><c>.local</c> at the root of the clone: what is kept between runs, in no commit.</summary>
internal static class LocalFolder
{
    private static readonly string Root = Path.Combine(Repository.Root, ".local");

    public static string Logs { get; } = Path.Combine(Root, "logs");

    public static string Postgres { get; } = Path.Combine(Root, "postgres");

    public static string Children { get; } = Path.Combine(Root, "children");

    public static string Log(string name) => Path.Combine(Logs, $"{name}.log");

    /// <summary>Kept as long as the database: the tokens in it can be read with this key only.</summary>
    public static string TokenEncryptionKey() => Secret("token-encryption-key");

    /// <summary>Kept as well: by it the simulated Amazon recognises the refresh tokens it gave out in an earlier run.</summary>
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
