using System.Net.Http.Headers;
using Accounts.Application.Accounts;
using Accounts.Application.Common.Ports;
using Accounts.Application.DspAdvertisers;
using Accounts.Application.DspCampaigns;
using Accounts.Application.DspSeats;
using Accounts.Application.Managers;
using Accounts.Application.Profiles;
using Accounts.Application.Registration;
using Accounts.Infrastructure.AmazonAds.Accounts;
using Accounts.Infrastructure.AmazonAds.DspAdvertisers;
using Accounts.Infrastructure.AmazonAds.DspCampaigns;
using Accounts.Infrastructure.AmazonAds.DspSeats;
using Accounts.Infrastructure.AmazonAds.Http;
using Accounts.Infrastructure.AmazonAds.Managers;
using Accounts.Infrastructure.AmazonAds.Profiles;
using Accounts.Infrastructure.AmazonAds.Registration;
using Accounts.Infrastructure.AmazonAds.Resilience;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Accounts.Infrastructure.AmazonAds;

internal static class AmazonAdsSetup
{
    private const int MaxAnswerBytes = 16 * 1024 * 1024;

    /// <summary>Tells Amazon who calls, as <c>Accounts/1.0.0</c>.</summary>
    private static readonly ProductInfoHeaderValue Product = new("Accounts", typeof(AmazonAdsSetup).Assembly.GetName().Version!.ToString(3));

    internal static IServiceCollection AddAmazonAds(this IServiceCollection services)
    {
        services.AddAmazonClient(AmazonAdsHttp.Client, options => OutwardLimits.Of(options, MaxAnswerBytes));

        services.AddSingleton<AmazonAdsHttp>();
        services.AddSingleton<IAdsAccountsApi, AdsAccountsApi>().AddSingleton<IProfilesApi, ProfilesApi>();
        return services.AddSingleton<IManagersApi, ManagersApi>().AddSingleton<IDspAdvertisersApi, DspAdvertisersApi>()
            .AddSingleton<IRegistrationApi, RegistrationApi>()
            .AddSingleton<ISeatsApi, SeatsApi>()
            .AddSingleton<IDspCampaignsApi, DspCampaignsApi>();
    }

    /// <summary>
    /// A client that goes nowhere but to its address, through a pipeline of its own. The factory's loggers are left out:
    /// they write addresses and headers.
    /// </summary>
    internal static void AddAmazonClient(this IServiceCollection services, string name, Func<ResilienceOptions, OutwardLimits> limits)
    {
        services.AddAmazonApplication();
        services.AddHttpClient(name, client =>
            {
                client.Timeout = Timeout.InfiniteTimeSpan; // the pipeline keeps the time
                client.DefaultRequestHeaders.UserAgent.Add(Product);
            })
            .ConfigurePrimaryHttpMessageHandler(AmazonSockets.Create)
            .AddHttpMessageHandler(provider => new ResilienceHandler(new OutwardPipeline(
                limits(provider.GetRequiredService<IOptions<ResilienceOptions>>().Value), provider.GetRequiredService<RateLimiter>(),
                provider.GetRequiredService<AmazonAvailability>(), provider.GetRequiredService<TimeProvider>(), Random.Shared.NextDouble)))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan) // the sockets renew their own connections
            .RemoveAllLoggers();
    }

    /// <summary>What the Ads API and Login with Amazon have in common; whichever comes first adds it.</summary>
    private static void AddAmazonApplication(this IServiceCollection services)
    {
        if (services.Any(s => s.ServiceType == typeof(AmazonTransport))) return;

        services.AddOptions<AmazonAdsOptions>().BindConfiguration(AmazonAdsOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AmazonAdsOptions>, AmazonAdsOptionsValidator>();
        services.AddOptions<ResilienceOptions>().BindConfiguration(ResilienceOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<RateLimiter>().AddSingleton<AmazonTransport>().AddSingleton<AmazonAvailability>();
        services.AddSingleton<IAmazonAvailability>(provider => provider.GetRequiredService<AmazonAvailability>());
    }
}
