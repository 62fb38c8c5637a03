using Accounts.Api.Http;

namespace Accounts.Api.Auth;

internal static class FrontendRegistration
{
    public static IServiceCollection AddFrontend(this IServiceCollection services)
    {
        services.PostConfigure<LoggerFilterOptions>(KeepAddressesOut);
        services.AddMemoryCache().AddSingleton<StatusCache>();
        services.AddHealthChecks().AddCheck<ClerkHealthCheck>("clerk");
        return services.AddSingleton<BrowserCookie>().AddSingleton<FrontendRedirect>();
    }

    /// <summary>
    /// Disables the host's request log, which contains the full address: Amazon's redirect contains a code and a state. The rule is added last,
    /// so that a more detailed log level does not enable it again. This service logs its requests itself.
    /// </summary>
    private static void KeepAddressesOut(LoggerFilterOptions filters) =>
        filters.Rules.Add(new LoggerFilterRule(providerName: null, "Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning, filter: null));
}
