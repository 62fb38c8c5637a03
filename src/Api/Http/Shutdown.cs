using Microsoft.Extensions.Options;

namespace Accounts.Api.Http;

internal static class Shutdown
{
    public static IServiceCollection AddDraining(this IServiceCollection services)
    {
        services.AddOptions<ShutdownOptions>().BindConfiguration(ShutdownOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<HostOptions>().Configure<IOptions<ShutdownOptions>>((host, shutdown) =>
        {
            host.ShutdownTimeout = shutdown.Value.Deadline;
            host.ServicesStopConcurrently = true; // a hanging request must not delay the release of running jobs
        });
        services.AddSingleton<Draining>().AddHostedService(provider => provider.GetRequiredService<Draining>());
        services.AddHealthChecks().AddCheck<Draining>("draining");
        return services;
    }
}
