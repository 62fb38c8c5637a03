namespace Accounts.Api.Auth;

internal static class FrontendRegistration
{
    public static IServiceCollection AddFrontend(this IServiceCollection services)
    {
        services.AddOptions<FrontendOptions>().BindConfiguration(FrontendOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddMemoryCache();
        return services.AddSingleton<BrowserCookie>().AddSingleton<FrontendRedirect>();
    }
}
