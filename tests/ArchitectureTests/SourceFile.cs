using Accounts.Hosting;

namespace Accounts.ArchitectureTests;

/// <summary>A C# file of the repository, as text.</summary>
internal sealed record SourceFile(string Path, string Text)
{
    private static readonly Lazy<IReadOnlyList<SourceFile>> Everything = new(() =>
    [
        .. from folder in new[] { "src", "tests", "deploy" }
           from path in Directory.EnumerateFiles(System.IO.Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
           let relative = System.IO.Path.GetRelativePath(Repository.Root, path).Replace('\\', '/')
           where !relative.Contains("/obj/", StringComparison.Ordinal) && !relative.Contains("/bin/", StringComparison.Ordinal)
           select new SourceFile(relative, File.ReadAllText(path)),
    ]);

    public static IEnumerable<SourceFile> All => Everything.Value;

    public static IEnumerable<SourceFile> Product => All.Where(f => f.Path.StartsWith("src/", StringComparison.Ordinal));

    public int Lines => Text.AsSpan().Count('\n');

    public bool Uses(string @namespace) =>
        Text.Contains($"using {@namespace};", StringComparison.Ordinal) || Text.Contains($"using {@namespace}.", StringComparison.Ordinal);

    public bool IsUnder(params string[] folders) => folders.Any(folder => Path.StartsWith(folder, StringComparison.Ordinal));
}
