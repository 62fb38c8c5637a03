using System.Text.RegularExpressions;
using Accounts.Api.OpenApi;
using Accounts.Hosting;

namespace Accounts.UnitTests.Http;

public sealed partial class ErrorCatalogueTests
{
    [Fact]
    public void Every_code_in_the_sources_is_in_the_catalogue()
    {
        var inSources = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => DefinedCode().Matches(File.ReadAllText(file))).Select(match => match.Groups["code"].Value)
            .ToHashSet(StringComparer.Ordinal);

        inSources.Count.ShouldBeGreaterThan(50);
        inSources.Except(ErrorCatalogue.All.Select(e => e.Code), StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public void A_code_has_one_status() => ErrorCatalogue.Found
        .GroupBy(e => e.Code, StringComparer.Ordinal)
        .Where(code => code.DistinctBy(e => e.Kind).Count() > 1)
        .Select(code => code.Key).ShouldBeEmpty();

    [Fact]
    public void Every_code_has_the_form_area_dot_reason() =>
        ErrorCatalogue.All.ShouldAllBe(e => Code().IsMatch(e.Code));

    [Fact]
    public void Every_remedy_for_a_code_belongs_to_an_error() =>
        Remedies.Codes.Except(ErrorCatalogue.All.Select(e => e.Code), StringComparer.Ordinal).ShouldBeEmpty();

    [GeneratedRegex("ErrorKind\\.\\w+,\\s*\"(?<code>[a-z_]+\\.[a-z_]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex DefinedCode();

    [GeneratedRegex(@"\A[a-z_]+\.[a-z_]+\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();
}
