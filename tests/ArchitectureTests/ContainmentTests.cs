namespace Accounts.ArchitectureTests;

/// <summary>Each third-party library is confined to its folders, so that replacing it affects nothing else.</summary>
public sealed class ContainmentTests
{
    [Theory]
    [InlineData("Flurl", "src/Infrastructure/AmazonAds/Http/", "src/Infrastructure/Lwa/")]
    [InlineData("Polly", "src/Infrastructure/AmazonAds/Resilience/", "src/Infrastructure/Lwa/")]
    [InlineData("Coravel", "src/Infrastructure/Scheduling/")]
    [InlineData("Npgsql", "src/Infrastructure/Persistence/", "src/Infrastructure/HealthChecks/", "src/Infrastructure/Telemetry/")]
    [InlineData("OpenTelemetry", "src/Infrastructure/Telemetry/")]
    [InlineData("FluentValidation", "src/Application/")]
    [InlineData("AutoMapper", "src/Application/")]
    [InlineData("MediatR", "src/Application/Common/", "src/Application/DependencyInjection.cs", "src/Api/Endpoints/", "src/Api/Commands.cs")]
    [InlineData("Microsoft.EntityFrameworkCore", "src/Infrastructure/Persistence/", "src/Application/")]
    [InlineData("Microsoft.IdentityModel", "src/Api/Auth/")]
    [InlineData("Microsoft.OpenApi", "src/Api/OpenApi/")]
    [InlineData("Newtonsoft")]
    public void A_library_is_used_only_in_its_folders(string library, params string[] folders) =>
        SourceFile.Product.Where(f => f.Uses(library) && !f.IsUnder(folders)).Select(f => f.Path).ShouldBeEmpty();

    [Fact]
    public void Only_the_dashboard_tests_use_a_browser()
    {
        var projects = Directory.EnumerateFiles(Hosting.Repository.Root, "*.csproj", SearchOption.AllDirectories)
            .Where(path => File.ReadAllText(path).Contains("Microsoft.Playwright", StringComparison.Ordinal));

        projects.Select(path => Path.GetFileNameWithoutExtension(path)).ShouldBe(["DashboardTests"]);
    }

    [Fact]
    public void The_application_does_not_use_the_database_context() =>
        SourceFile.Product.Where(f => f.IsUnder("src/Application/")
            && (f.Text.Contains("DbContext", StringComparison.Ordinal) || f.Text.Contains("ExecuteUpdate", StringComparison.Ordinal)))
            .Select(f => f.Path).ShouldBeEmpty();

    [Fact]
    public void Sql_reads_the_time_only_from_app_now()
    {
        var sql = Directory.EnumerateFiles(Path.Combine(Hosting.Repository.Root, "src/Infrastructure/Persistence/Migrations"), "*.sql")
            .Select(path => (Path: path, Text: File.ReadAllText(path)))
            .Concat(SourceFile.Product.Where(f => f.IsUnder("src/Infrastructure/Persistence/")).Select(f => (f.Path, f.Text)));

        sql.Where(f => f.Text.Replace("app.now()", "", StringComparison.Ordinal).Contains(" now()", StringComparison.Ordinal)
            || f.Text.Contains("current_timestamp", StringComparison.OrdinalIgnoreCase)).Select(f => f.Path).ShouldBeEmpty();
    }
}
