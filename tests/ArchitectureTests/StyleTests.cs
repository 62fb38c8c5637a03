using System.Text.RegularExpressions;

namespace Accounts.ArchitectureTests;

/// <summary>Checks the style rules that no analyzer covers.</summary>
public sealed partial class StyleTests
{
    [Fact]
    public void No_file_is_longer_than_two_hundred_lines() =>
        SourceFile.All.Where(f => f.Lines > 200).Select(f => $"{f.Path}: {f.Lines}").ShouldBeEmpty();

    [Fact]
    public void No_line_is_longer_than_150_columns() =>
        SourceFile.All.SelectMany(f => f.Text.Split('\n').Index().Where(line => line.Item.TrimEnd('\r').Length > 150)
            .Select(line => $"{f.Path}:{line.Index + 1}: {line.Item.Length}")).ShouldBeEmpty();

    [Fact]
    public void Half_of_the_product_files_are_shorter_than_sixty_lines()
    {
        var lengths = SourceFile.Product.Select(f => f.Lines).Order().ToArray();

        lengths[lengths.Length / 2].ShouldBeLessThan(60);
    }

    [Fact]
    public void Folders_are_named_after_features_and_not_kinds_of_classes() =>
        SourceFile.Product.Where(f => f.IsUnder("src/Domain/", "src/Application/"))
            .SelectMany(f => f.Path.Split('/')[2..^1]).Distinct()
            .ShouldNotContain(folder => Kinds.Contains(folder));

    [Fact]
    public void No_type_name_ends_in_Manager_Helper_Util_or_Service() =>
        SourceFile.Product.SelectMany(f => VagueName().Matches(f.Text).Select(m => $"{f.Path}: {m.Value}")).ShouldBeEmpty();

    [Fact]
    public void A_use_case_declares_its_request_and_its_handler_in_one_file() =>
        SourceFile.Product.Where(f => f.IsUnder("src/Application/") && Handler().IsMatch(f.Text) && !Request().IsMatch(f.Text))
            .Select(f => f.Path).ShouldBeEmpty();

    [Fact]
    public void Secrets_are_revealed_only_where_they_are_sent_or_encrypted() =>
        SourceFile.Product.Where(f => f.Text.Contains(".Reveal()", StringComparison.Ordinal)).Select(f => f.Path).ShouldBe(
        [
            "src/Api/Auth/BrowserCookie.cs",
            "src/Application/Connections/Consent/AuthorizationStarter.cs",
            "src/Application/Sync/ScopeLister.cs",
            "src/Infrastructure/AmazonAds/Resilience/ResilienceHandler.cs",
            "src/Infrastructure/Lwa/LoginWithAmazon.cs",
            "src/Infrastructure/Persistence/Repositories/AuthorizationAttempts.cs",
            "src/Infrastructure/Persistence/Repositories/PageCursors.cs",
            "src/Infrastructure/TokenProtection/TokenCipher.cs",
        ], ignoreOrder: true);

    /// <summary>Errors with the same code can differ in details and retry delays. <c>Is</c> compares only the codes.</summary>
    [Fact]
    public void Errors_are_compared_by_code() =>
        SourceFile.Product.SelectMany(f => ComparedError().Matches(f.Text).Select(m => $"{f.Path}: {m.Value}")).ShouldBeEmpty();

    [Fact]
    public void Test_classes_end_in_Tests()
    {
        var tests = SourceFile.All.Where(f => f.IsUnder("tests/"));

        tests.SelectMany(f =>
            TestMethod().Matches(f.Text).Select(m => TopLevelClass().Matches(f.Text[..m.Index]).LastOrDefault()?.Groups["name"].Value ?? f.Path))
            .Distinct().Where(name => !name.EndsWith("Tests", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static readonly string[] Kinds = ["Commands", "Queries", "Handlers", "Services", "Validators", "Entities", "Interfaces", "Dtos",
        "Models"];

    [GeneratedRegex(@"\b(class|record|interface|struct) \w*(Manager|Helper|Util|Utils|Service)\b", RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex VagueName();

    [GeneratedRegex(@"class \w+Handler\(.*\n?.*: I(Command|Query)Handler<", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Handler();

    [GeneratedRegex(@"[=!]= \w*Errors\.\w+(?![\w.])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ComparedError();

    [GeneratedRegex(@"^    \[(Fact|Theory)[\](]", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TestMethod();

    [GeneratedRegex(@"^(public|internal) [a-z ]*class (?<name>\w+)", RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex TopLevelClass();

    [GeneratedRegex(@"public sealed record \w+(Command|Query)\(", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Request();
}
