using Accounts.Application.Accounts;
using Accounts.Application.Common.Ports;
using Accounts.Application.DspAdvertisers;
using Accounts.Application.DspCampaigns;
using Accounts.Application.Managers;
using Accounts.Application.Profiles;
using Accounts.Application.Registration;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Accounts.Infrastructure.AmazonAds;
using Accounts.Infrastructure.AmazonAds.Resilience;
using Accounts.Simulators;
using Accounts.Simulators.Worlds;
using Accounts.TestKit.Contract;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.ContractTests;

/// <summary>The service's own adapters, calling a simulator whose every call is compared with Amazon's documents.</summary>
public sealed class ServiceAdapters : IAsyncLifetime
{
    private ServiceProvider _services = null!;
    private SimulatorHost _amazon = null!;

    public AmazonContract Contract { get; } = new();

    internal IAdsAccountsApi Accounts => _services.GetRequiredService<IAdsAccountsApi>();

    internal IProfilesApi Profiles => _services.GetRequiredService<IProfilesApi>();

    internal IManagersApi Managers => _services.GetRequiredService<IManagersApi>();

    internal IDspAdvertisersApi Advertisers => _services.GetRequiredService<IDspAdvertisersApi>();

    internal IDspCampaignsApi Campaigns => _services.GetRequiredService<IDspCampaignsApi>();

    internal IRegistrationApi Registration => _services.GetRequiredService<IRegistrationApi>();

    internal IEnumerable<RouteEndpoint> Endpoints => _amazon.Endpoints;

    internal AmazonWorld World => _amazon.World("northwind");

    internal AmazonLogin Login { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _amazon = await SimulatorHost.StartAsync(new SimulatorOptions { Accounts = 250, Observer = Contract.Check });
        var token = Secret.From(_amazon.IssueTokens("northwind").AccessToken);
        Login = new AmazonLogin(UserId.New(), ConnectionId.New(), RetryProfile.Request, _ => Task.FromResult(Result<Secret>.Success(token)));
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["AmazonAds:ClientId"] = new SimulatorOptions().ClientId,
            ["AmazonAds:ClientSecret"] = new SimulatorOptions().ClientSecret,
            ["AmazonAds:RedirectUri"] = "http://localhost:8000/api/v1/auth/amazon/callback",
        };
        foreach (var region in Enum.GetValues<AdsRegion>())
        {
            var at = $"AmazonAds:Regions:{region.ToString().ToUpperInvariant()}";
            (settings[$"{at}:ApiUrl"], settings[$"{at}:TokenUrl"], settings[$"{at}:ConsentUrl"]) =
                (_amazon.AddressOf(region), $"{_amazon.AddressOf(region)}/auth/o2/token", $"{_amazon.AddressOf(region)}/ap/oa");
        }

        _services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddLogging().AddSingleton<IRateBuckets, EveryPermit>().AddAmazonAds()
            .BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _amazon.DisposeAsync();
    }
}
