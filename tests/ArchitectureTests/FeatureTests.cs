using System.Text.RegularExpressions;

namespace Accounts.ArchitectureTests;

/// <summary>Features depend on each other in one direction only, so that each can be changed and moved with only its dependencies.</summary>
public sealed partial class FeatureTests
{
    [Fact]
    public void Features_have_no_cyclic_dependencies()
    {
        var dependencies = Dependencies().ToArray();

        dependencies.Select(d => d.From).Distinct().Where(feature => Reaches(dependencies, feature, feature, [])).ShouldBeEmpty(
            string.Join('\n', dependencies.Select(d => $"{d.From} depends on {d.To}: {d.Because}")));
    }

    [Fact]
    public void The_scan_finds_a_known_dependency_between_features() =>
        Dependencies().Select(d => (d.From, d.To)).ShouldContain(("Managers", "Accounts"));

    /// <summary>Finds the features that a file references, by using directive or qualified name. Common may be used by all features.</summary>
    private static IEnumerable<(string From, string To, string Because)> Dependencies() =>
        from file in SourceFile.Product
        where file.IsUnder("src/Application/", "src/Domain/")
        let path = file.Path.Split('/')
        where path.Length > 3 && path[2] != "Common"
        from use in Use().Matches(file.Text)
        let feature = use.Groups["feature"].Value
        where feature != path[2] && feature != "Common"
        group file.Path by (From: path[2], To: feature) into found
        select (found.Key.From, found.Key.To, string.Join(", ", found.Distinct()));

    private static bool Reaches((string From, string To, string Because)[] dependencies, string from, string goal, HashSet<string> visited) =>
        dependencies.Where(d => d.From == from).Any(d => d.To == goal || (visited.Add(d.To) && Reaches(dependencies, d.To, goal, visited)));

    [GeneratedRegex(@"\bAccounts\.(Application|Domain)\.(?<feature>[A-Z]\w*)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Use();
}
