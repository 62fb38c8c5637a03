using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Accounts.Api.Auth;

/// <summary>Sign-in with a Clerk session token. Every endpoint requires one unless it allows anonymous access.</summary>
internal static class ClerkSignIn
{
    private const int LargestKeySet = 1024 * 1024;

    public static IServiceCollection AddClerkSignIn(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IValidateOptions<ClerkOptions>, ClerkOptionsValidator>();
        services.AddOptions<ClerkOptions>().BindConfiguration(ClerkOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PermissionOptions>, PermissionOptionsValidator>();
        services.AddOptions<PermissionOptions>().BindConfiguration(PermissionOptions.Section).ValidateOnStart();

        services.AddSigningKeys();
        services.AddSingleton<SameOrigin>().AddSingleton<ClerkTokenEvents>();
        services.AddSingleton<IConfigureOptions<JwtBearerOptions>, ClerkTokenRules>();
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();

        services.AddSingleton<IAuthorizationMiddlewareResultHandler, Refusals>();
        services.AddSingleton<KnownUsers>();
        services.AddAuthorizationBuilder().SetDefaultPolicy(SignedIn()).SetFallbackPolicy(SignedIn());
        return services;
    }

    /// <summary>The order matters: verify the token, authorize the request, then find the user.</summary>
    public static IApplicationBuilder UseClerkSignIn(this IApplicationBuilder app) =>
        app.UseAuthentication().UseAuthorization().UseMiddleware<CurrentUserMiddleware>();

    private static AuthorizationPolicy SignedIn() =>
        new AuthorizationPolicyBuilder().RequireAuthenticatedUser().AddRequirements(new CompleteSession()).Build();

    private static void AddSigningKeys(this IServiceCollection services)
    {
        services.AddHttpClient(ClerkSigningKeys.HttpClientName, client =>
            {
                client.Timeout = TimeSpan.FromSeconds(5);
                client.MaxResponseContentBufferSize = LargestKeySet;
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

        services.AddSingleton<ClerkSigningKeys>();
        services.AddHostedService<ClerkKeyRefresh>();
    }
}
