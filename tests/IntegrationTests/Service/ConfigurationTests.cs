using System.Reflection;
using System.Text.RegularExpressions;
using Accounts.Hosting;

namespace Accounts.IntegrationTests.Service;

/// <summary>The documentation and the code have the same settings.</summary>
public sealed partial class ConfigurationTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "configuration.md"));

    public static TheoryData<string> Existing => [.. OptionTypes().SelectMany(SettingsOf)];

    [Theory]
    [MemberData(nameof(Existing))]
    public void Every_setting_of_the_code_is_documented(string setting) =>
        Documented().ShouldContain(setting);

    [Fact]
    public void Every_documented_setting_exists_in_the_code() =>
        Documented().ShouldBeSubsetOf(Existing.Select(row => row.Data).Concat(
        [
            "ConnectionStrings__Accounts", "ConnectionStrings__AccountsMigrations", "ASPNETCORE_URLS", "OTEL_EXPORTER_OTLP_ENDPOINT",
            "AmazonAds__Regions__NA__ApiUrl", "AmazonAds__Limits__AdsAccounts__Rate", "Jobs__Concurrency__Sync",
        ]));

    private static HashSet<string> Documented() =>
        [.. SettingName()
            .Matches(string.Join('\n', Page.Split('\n').Where(l => l.StartsWith("| `", StringComparison.Ordinal)).Select(l => l.Split('|')[1])))
            .Select(m => m.Groups["name"].Value)];

    private static IEnumerable<Type> OptionTypes() =>
        new[] { typeof(Api.Program), typeof(Infrastructure.DependencyInjection), typeof(Application.DependencyInjection) }.Select(t => t.Assembly)
            .SelectMany(a => a.GetTypes())
            .Where(t => t.GetField("Section", BindingFlags.Public | BindingFlags.Static)?.IsLiteral == true);

    private static IEnumerable<string> SettingsOf(Type options)
    {
        var section = (string)options.GetField("Section")!.GetRawConstantValue()!;
        return SettingsOf(options, section);
    }

    private static IEnumerable<string> SettingsOf(Type options, string section) =>
        options.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            // These are documented for each host and family.
            .Where(p => p.SetMethod is not null && p.Name is not ("Regions" or "Limits" or "Concurrency"))
            .SelectMany(p => p.PropertyType.Name.EndsWith("Options", StringComparison.Ordinal)
                ? SettingsOf(p.PropertyType, $"{section}__{p.Name}") : [$"{section}__{p.Name}"]);

    [GeneratedRegex("`(?<name>[A-Z]\\w+?__\\w+?|[A-Z_]+)(__0…)?`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SettingName();
}
