namespace Accounts.Api.Auth;

internal static class FrontendRegistration
{
    public static IServiceCollection AddFrontend(this IServiceCollection services)
    {
        services.AddOptions<FrontendOptions>().BindConfiguration(FrontendOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddMemoryCache();
        services.AddHealthChecks().AddCheck<ClerkHealthCheck>("clerk");
        return services.AddSingleton<BrowserCookie>().AddSingleton<FrontendRedirect>();
    }
}
