using System.Reflection;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Accounts.Infrastructure.Persistence.Migrations;

/// <summary>A migration is the SQL file of its name beside this one; the same files serve the Supabase CLI (decision 0003).</summary>
internal abstract class SqlMigration : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var name = GetType().GetCustomAttribute<MigrationAttribute>()!.Id;
        using var file = new StreamReader(GetType().Assembly.GetManifestResourceStream($"{typeof(SqlMigration).Namespace}.{name}.sql")
            ?? throw new InvalidOperationException($"{name}.sql is not embedded."));
        migrationBuilder.Sql(file.ReadToEnd());
    }
}

[DbContext(typeof(AppDbContext)), Migration("20261122000100_roles")]
internal sealed class Roles : SqlMigration;

[DbContext(typeof(AppDbContext)), Migration("20261122000110_adoption")]
internal sealed class Adoption : SqlMigration;

[DbContext(typeof(AppDbContext)), Migration("20261122000190_adopt_users")]
internal sealed class AdoptUsers : SqlMigration;

[DbContext(typeof(AppDbContext)), Migration("20261122000200_users")]
internal sealed class Users : SqlMigration;

[DbContext(typeof(AppDbContext)), Migration("20261122000210_adopt_audit")]
internal sealed class AdoptAudit : SqlMigration;

[DbContext(typeof(AppDbContext)), Migration("20261122000220_audit")]
internal sealed class Audit : SqlMigration;

[DbContext(typeof(AppDbContext)), Migration("20261122000290_adopt_connections")]
internal sealed class AdoptConnections : SqlMigration;

[DbContext(typeof(AppDbContext)), Migration("20261122000300_connections")]
internal sealed class Connections : SqlMigration;

[DbContext(typeof(AppDbContext)), Migration("20261122000390_adopt_accounts")]
internal sealed class AdoptAccounts : SqlMigration;

[DbContext(typeof(AppDbContext)), Migration("20261122000400_accounts")]
internal sealed class Accounts : SqlMigration;

[DbContext(typeof(AppDbContext)), Migration("20261122000410_store_accounts")]
internal sealed class StoreAccounts : SqlMigration;

[DbContext(typeof(AppDbContext)), Migration("20261122000490_adopt_sync")]
internal sealed class AdoptSync : SqlMigration;

[DbContext(typeof(AppDbContext)), Migration("20261122000500_sync")]
internal sealed class Sync : SqlMigration;

[DbContext(typeof(AppDbContext)), Migration("20261122000700_webhooks")]
internal sealed class Webhooks : SqlMigration;

[DbContext(typeof(AppDbContext)), Migration("20261122000790_adopt_rest")]
internal sealed class AdoptRest : SqlMigration;

[DbContext(typeof(AppDbContext)), Migration("20261124000100_hierarchy")]
internal sealed class Hierarchy : SqlMigration;

[DbContext(typeof(AppDbContext)), Migration("20261124000200_scopes")]
internal sealed class Scopes : SqlMigration;

[DbContext(typeof(AppDbContext)), Migration("20261124000300_store_listed")]
internal sealed class StoreListed : SqlMigration;

[DbContext(typeof(AppDbContext)), Migration("20261124000400_run")]
internal sealed class Run : SqlMigration;

[DbContext(typeof(AppDbContext)), Migration("20261124000500_lookups")]
internal sealed class Lookups : SqlMigration;

[DbContext(typeof(AppDbContext)), Migration("20261125000100_token_life")]
internal sealed class TokenLife : SqlMigration;

[DbContext(typeof(AppDbContext)), Migration("20261125000110_rate_limits")]
internal sealed class RateLimits : SqlMigration;

[DbContext(typeof(AppDbContext)), Migration("20261125000200_key_canary")]
internal sealed class KeyCanary : SqlMigration;

[DbContext(typeof(AppDbContext)), Migration("20261125000300_connection_overlaps")]
internal sealed class ConnectionOverlaps : SqlMigration;

[DbContext(typeof(AppDbContext)), Migration("20261125000310_unusable_states")]
internal sealed class UnusableStates : SqlMigration;

[DbContext(typeof(AppDbContext)), Migration("20261125000400_rate_ceilings")]
internal sealed class RateCeilings : SqlMigration;

[DbContext(typeof(AppDbContext)), Migration("20261127000100_count_missing")]
internal sealed class CountMissing : SqlMigration;

[DbContext(typeof(AppDbContext)), Migration("20261128000300_subject_limits")]
internal sealed class SubjectLimits : SqlMigration;
