using System.Reflection;
using System.Reflection.Emit;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Accounts.Infrastructure.Persistence.Migrations;

/// <summary>
/// Presents the embedded SQL files to EF's migrator. EF takes a migration's id from an attribute of its type, so each file gets a type that
/// is generated at run time; adding a migration is adding a file.
/// </summary>
internal sealed class SqlMigrationsAssembly : IMigrationsAssembly
{
    /// <summary>The project file lets this assembly see <see cref="SqlMigration"/>.</summary>
    private const string GeneratedAssembly = "Accounts.SqlMigrations";

    private static readonly SortedList<string, TypeInfo> Generated = Generate();

    public IReadOnlyDictionary<string, TypeInfo> Migrations => Generated;

    /// <summary>The model is not compared with a snapshot: the schema is written in SQL, and a test compares it with the model.</summary>
    public ModelSnapshot? ModelSnapshot => null;

    public Assembly Assembly => typeof(SqlMigration).Assembly;

    public string? FindMigrationId(string nameOrId) =>
        Generated.Keys.FirstOrDefault(id => id.Equals(nameOrId, StringComparison.OrdinalIgnoreCase)
            || id[(id.IndexOf('_', StringComparison.Ordinal) + 1)..].Equals(nameOrId, StringComparison.OrdinalIgnoreCase));

    public Migration CreateMigration(TypeInfo migrationClass, string activeProvider)
    {
        var migration = (Migration)Activator.CreateInstance(migrationClass.AsType())!;
        migration.ActiveProvider = activeProvider;
        return migration;
    }

    private static SortedList<string, TypeInfo> Generate()
    {
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName(GeneratedAssembly), AssemblyBuilderAccess.Run);
        var module = assembly.DefineDynamicModule(GeneratedAssembly);
        var id = typeof(MigrationAttribute).GetConstructor([typeof(string)])!;
        var types = new SortedList<string, TypeInfo>(StringComparer.Ordinal);
        foreach (var name in SqlFiles.Names)
        {
            var type = module.DefineType(name, TypeAttributes.Public | TypeAttributes.Sealed, typeof(SqlMigration));
            type.SetCustomAttribute(new CustomAttributeBuilder(id, [name]));
            types.Add(name, type.CreateTypeInfo());
        }

        return types;
    }
}
