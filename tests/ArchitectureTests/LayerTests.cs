using System.Reflection;
using Accounts.Domain.Common;

namespace Accounts.ArchitectureTests;

/// <summary>Dependencies point inward: Api → Application → Domain ← Infrastructure.</summary>
public sealed class LayerTests
{
    private static readonly Assembly Domain = typeof(Error).Assembly;
    private static readonly Assembly Application = typeof(Application.DependencyInjection).Assembly;
    private static readonly Assembly Infrastructure = typeof(Infrastructure.DependencyInjection).Assembly;
    private static readonly Assembly Api = Assembly.Load("Api");

    public static TheoryData<string> ApiFilesThatMayUseInfrastructure => ["src/Api/Program.cs", "src/Api/Commands.cs"];

    [Fact]
    public void The_domain_references_only_the_platform() =>
        References(Domain).ShouldAllBe(name => name.StartsWith("System", StringComparison.Ordinal) || name == "netstandard");

    [Fact]
    public void The_application_references_neither_infrastructure_nor_the_api() =>
        References(Application)
            .ShouldNotContain(name => name == "Infrastructure" || name == "Api" || name.StartsWith("Npgsql", StringComparison.Ordinal));

    [Fact]
    public void Infrastructure_does_not_reference_the_api() => References(Infrastructure).ShouldNotContain("Api");

    [Fact]
    public void The_api_uses_infrastructure_only_in_its_composition_root() =>
        SourceFile.Product.Where(f => f.IsUnder("src/Api/") && f.Uses("Accounts.Infrastructure")).Select(f => f.Path)
            .ShouldBeSubsetOf(ApiFilesThatMayUseInfrastructure.Select(row => row.Data));

    [Fact]
    public void Handlers_validators_adapters_and_endpoints_are_internal_and_sealed()
    {
        var loose = new[] { Domain, Application, Infrastructure, Api }.SelectMany(a => a.GetTypes())
            .Where(t =>
                t is { IsClass: true, IsAbstract: false } && !IsGenerated(t) && !t.IsSealed && t.GetCustomAttribute<ObsoleteAttribute>() is null)
            .Where(t => !HasSubclasses(t))
            .Select(t => t.FullName!);

        loose.ShouldBeEmpty();
    }

    private static readonly string[] Exported = ["DependencyInjection", "Migrator", "RegionHosts", "CallFamily"];

    [Fact]
    public void Infrastructure_exports_only_registration_migration_and_options()
    {
        var exported = Infrastructure.GetExportedTypes().Where(t => !IsGenerated(t)).Select(t => t.Name);

        exported.ShouldAllBe(name => Exported.Contains(name) || name.EndsWith("Options", StringComparison.Ordinal));
    }

    private static IEnumerable<string> References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(a => a.Name!);

    private static bool HasSubclasses(Type type) => type.Assembly.GetTypes().Any(t => t.BaseType == type);

    private static bool IsGenerated(Type type) =>
        type.Name.Contains('<', StringComparison.Ordinal) || type.FullName!.Contains("Generated", StringComparison.Ordinal)
        || type.Namespace is null || !type.Namespace.StartsWith("Accounts", StringComparison.Ordinal);
}
