using Accounts.Application.Connections;
using Accounts.Infrastructure.AmazonAds;
using Accounts.Infrastructure.AmazonAds.Resilience;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Infrastructure.Lwa;

internal static class LwaSetup
{
    /// <summary>A renewal holds a lease of 30 s on its connection: two tries have to end well before that.</summary>
    private static readonly OutwardLimits Limits = new(
        MaxAttempts: 2,
        BaseDelay: TimeSpan.FromMilliseconds(500),
        MaxDelay: TimeSpan.FromSeconds(2),
        AttemptTimeout: TimeSpan.FromSeconds(5),
        Deadline: TimeSpan.FromSeconds(15),
        MaxAnswerBytes: 64 * 1024);

    internal static IServiceCollection AddLoginWithAmazon(this IServiceCollection services)
    {
        services.AddAmazonClient(LoginWithAmazon.Client, _ => Limits);
        return services.AddSingleton<ILoginWithAmazon, LoginWithAmazon>();
    }
}
