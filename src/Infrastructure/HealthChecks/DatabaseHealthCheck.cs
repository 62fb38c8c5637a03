using Accounts.Infrastructure.Persistence;
using Accounts.Infrastructure.Persistence.Migrations;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Accounts.Infrastructure.HealthChecks;

/// <summary>Checks that the database responds to the role of requests and has every migration of this version.</summary>
internal sealed class DatabaseHealthCheck(Database database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var pending = await Migrator.PendingAsync(database, cancellationToken);
            return pending.Count == 0
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy(
                    $"The database lacks {pending.Count} migrations, the first of them {pending[0]}: run 'dotnet Api.dll migrate'.");
        }
        catch (NpgsqlException e)
        {
            return HealthCheckResult.Unhealthy($"The database does not respond ({e.SqlState ?? "no connection"}).");
        }
    }
}
