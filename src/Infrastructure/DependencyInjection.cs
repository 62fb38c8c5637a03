using Accounts.Infrastructure.AmazonAds;
using Accounts.Infrastructure.HealthChecks;
using Accounts.Infrastructure.Lwa;
using Accounts.Infrastructure.Persistence;
using Accounts.Infrastructure.Scheduling;
using Accounts.Infrastructure.Telemetry;
using Accounts.Infrastructure.TokenProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Accounts.Infrastructure;

public static class DependencyInjection
{
    public static IServiceCollection AddInfrastructure(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddRedaction().AddTelemetryExport(configuration).AddPersistence().AddTokenProtection().AddLoginWithAmazon().AddAmazonAds()
            .AddTimetable();
        services.AddHealthChecks()
            .AddCheck<DatabaseHealthCheck>("database", timeout: TimeSpan.FromSeconds(1))
            .AddCheck<KeysHealthCheck>("keys");
        return services;
    }
}
