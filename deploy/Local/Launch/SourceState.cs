using System.IO.Enumeration;
using System.Security.Cryptography;
using System.Text;
using Accounts.Hosting;

namespace Accounts.Local.Launch;

/// <summary>A hash over the names, sizes and times of all files that the API and the simulators are built from.</summary>
internal static class SourceState
{
    private static readonly string[] Folders = ["src", "tests/Simulators"];

    private static readonly string[] Files =
        ["Directory.Build.props", "Directory.Packages.props", "global.json", ".editorconfig", "BannedSymbols.txt", "deploy/Local/Programs.slnf"];

    public static string Compute() => Compute(Repository.Root);

    public static string Compute(string root)
    {
        var files = Folders.Select(folder => Path.Combine(root, folder)).Where(Directory.Exists).SelectMany(SourcesIn)
            .Concat(Files.Select(file => Path.Combine(root, file)).Where(File.Exists))
            .Order(StringComparer.Ordinal)
            .Select(file => new FileInfo(file))
            .Select(file => $"{file.FullName}|{file.Length}|{file.LastWriteTimeUtc.Ticks}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(files))));
    }

    private static FileSystemEnumerable<string> SourcesIn(string folder) =>
        new(folder, (ref FileSystemEntry entry) => entry.ToFullPath(), new EnumerationOptions { RecurseSubdirectories = true })
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory,
            ShouldRecursePredicate = (ref FileSystemEntry entry) => entry.FileName is not ("bin" or "obj" or "node_modules" or "dist"),
        };
}
