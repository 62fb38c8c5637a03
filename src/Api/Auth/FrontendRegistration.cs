using Accounts.Api.Http;

namespace Accounts.Api.Auth;

internal static class FrontendRegistration
{
    public static IServiceCollection AddFrontend(this IServiceCollection services)
    {
        services.AddOptions<FrontendOptions>().BindConfiguration(FrontendOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.PostConfigure<LoggerFilterOptions>(KeepAddressesOut);
        services.AddMemoryCache().AddSingleton<StatusCache>();
        services.AddHealthChecks().AddCheck<ClerkHealthCheck>("clerk");
        return services.AddSingleton<BrowserCookie>().AddSingleton<FrontendRedirect>();
    }

    /// <summary>
    /// The host logs each request's whole address, and the one that Amazon sends the browser to carries a code and a state. Our rule comes last,
    /// so that asking for more detail does not bring it back; what is worth knowing of a request is logged by us.
    /// </summary>
    private static void KeepAddressesOut(LoggerFilterOptions filters) =>
        filters.Rules.Add(new LoggerFilterRule(providerName: null, "Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning, filter: null));
}
