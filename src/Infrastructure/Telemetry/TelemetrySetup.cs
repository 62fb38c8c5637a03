using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Accounts.Infrastructure.Telemetry;

internal static class TelemetrySetup
{
    /// <summary>Must be registered before anything that exports traces.</summary>
    public static IServiceCollection AddRedaction(this IServiceCollection services)
    {
        services.TryAddSingleton<LoggerFactory>();
        services.Replace(ServiceDescriptor.Singleton<ILoggerFactory, RedactingLoggerFactory>());
        return services.AddHostedService<RedactedTraces>();
    }
}
