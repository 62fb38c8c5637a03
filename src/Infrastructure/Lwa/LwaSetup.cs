using Accounts.Application.Connections;
using Accounts.Infrastructure.AmazonAds;
using Accounts.Infrastructure.AmazonAds.Resilience;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Infrastructure.Lwa;

internal static class LwaSetup
{
    private const int MaxAnswerBytes = 64 * 1024;

    /// <summary>A refresh holds a lease of 25 s on its connection. Two attempts must end well before that.</summary>
    private static OutwardLimits Limits(ResilienceOptions options) => new(
        RequestAttempts: 2,
        JobAttempts: 2,
        BaseDelay: TimeSpan.FromMilliseconds(500),
        MaxDelay: TimeSpan.FromSeconds(2),
        AttemptTimeout: TimeSpan.FromSeconds(5),
        RequestDeadline: TimeSpan.FromSeconds(15),
        JobDeadline: TimeSpan.FromSeconds(15),
        MaxAnswerBytes,
        options.RetryShare,
        options.Breaker);

    internal static IServiceCollection AddLoginWithAmazon(this IServiceCollection services)
    {
        services.AddAmazonClient(LoginWithAmazon.Client, Limits);
        return services.AddSingleton<ILoginWithAmazon, LoginWithAmazon>();
    }
}
