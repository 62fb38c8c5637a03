namespace Accounts.Infrastructure.Persistence.Migrations;

/// <summary>The embedded migration files.</summary>
internal static class SqlFiles
{
    private const string Extension = ".sql";
    private static readonly string Folder = $"{typeof(SqlFiles).Namespace}.";

    /// <summary>Names without the extension, in the order in which the files are applied.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(SqlFiles).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && name.EndsWith(Extension, StringComparison.Ordinal))
            .Select(name => name[Folder.Length..^Extension.Length])
            .Order(StringComparer.Ordinal),
    ];

    public static string Read(string name)
    {
        using var file = new StreamReader(typeof(SqlFiles).Assembly.GetManifestResourceStream($"{Folder}{name}{Extension}")
            ?? throw new InvalidOperationException($"{name}{Extension} is not embedded."));
        return file.ReadToEnd();
    }
}
