using Accounts.Simulators.AmazonAds;
using Accounts.Simulators.Clerk;
using Accounts.Simulators.Control;
using Accounts.Simulators.Lwa;
using Accounts.Simulators.Worlds;

namespace Accounts.Simulators;

/// <summary>Registers the services and endpoints of the simulator.</summary>
internal static class SimulatorApp
{
    public static IServiceCollection AddSimulators(this IServiceCollection services, SimulatorOptions options) => services
        .AddSingleton(options)
        .AddSingleton(new SimulatorClock(options.Clock))
        .AddSingleton<AmazonWorlds>()
        .AddSingleton<RefreshTokenSeal>().AddSingleton<Grants>()
        .AddSingleton<ConsentReader>().AddSingleton<ConsentEndpoint>()
        .AddSingleton<ClientCredentials>().AddSingleton<TokenEndpoint>()
        .AddSingleton<AdsGate>().AddSingleton<AccountsEndpoints>().AddSingleton<RegistrationEndpoint>()
        .AddSingleton<TermsTokens>().AddSingleton<TermsEndpoints>()
        .AddSingleton<ProfilesEndpoints>().AddSingleton<ManagersEndpoint>().AddSingleton<AdvertisersEndpoints>().AddSingleton<SeatsEndpoint>()
        .AddSingleton<CampaignsEndpoints>()
        .AddSingleton(provider => new ClerkSimulator(options, provider.GetRequiredService<SimulatorClock>()))
        .AddSingleton<ClerkSessions>().AddSingleton<ClerkSignIn>().AddSingleton<ClerkEndpoints>()
        .AddSingleton<FaultBoard>().AddSingleton<CallLog>().AddSingleton<Interference>()
        .Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1))
        .ConfigureHttpJsonOptions(http => http.SerializerOptions.Converters.Add(Json.Options.Converters[0]));

    public static WebApplication MapSimulators(this WebApplication app)
    {
        var interference = app.Services.GetRequiredService<Interference>();
        app.Use(next => context => interference.RunAsync(context, next));
        foreach (var region in Enum.GetValues<AdsRegion>()) MapRegion(app, region);
        MapClerk(app);
        app.MapControl();
        return app;
    }

    /// <summary>Sets Clerk's issuer when the application listens and its address is known.</summary>
    public static Uri SettleAddress(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<SimulatorOptions>();
        var address = options.PublicAddress ?? new UriBuilder(app.Urls.First().Replace("[::]", "localhost").Replace("0.0.0.0", "localhost")).Uri;
        app.Services.GetRequiredService<ClerkSimulator>().Issuer = address.AbsoluteUri.TrimEnd('/') + "/clerk";
        return address;
    }

    private static void MapRegion(WebApplication app, AdsRegion region)
    {
        var host = app.MapGroup("/" + region.ToString().ToLowerInvariant());
        var consent = app.Services.GetRequiredService<ConsentEndpoint>();
        var token = app.Services.GetRequiredService<TokenEndpoint>();
        var accounts = app.Services.GetRequiredService<AccountsEndpoints>();
        var terms = app.Services.GetRequiredService<TermsEndpoints>();
        var profiles = app.Services.GetRequiredService<ProfilesEndpoints>();
        var managers = app.Services.GetRequiredService<ManagersEndpoint>();
        var advertisers = app.Services.GetRequiredService<AdvertisersEndpoints>();

        host.MapGet("/ap/oa", consent.ShowAsync).Named(Routes.Consent, region);
        host.MapPost("/ap/oa", consent.DecideAsync).Named(Routes.Consent, region);
        host.MapPost("/auth/o2/token", token.AnswerAsync).Named(Routes.Token, region);
        host.MapPost("/adsAccounts", app.Services.GetRequiredService<RegistrationEndpoint>().RegisterAsync).Named(Routes.RegisterAccount, region);
        host.MapPost("/adsAccounts/list", accounts.ListAsync).Named(Routes.ListAccounts, region);
        host.MapGet("/adsAccounts/{id}", accounts.GetAsync).Named(Routes.GetAccount, region);
        host.MapPost("/termsTokens", terms.CreateAsync).Named(Routes.CreateTermsToken, region);
        host.MapGet("/termsTokens/{token}", terms.GetAsync).Named(Routes.GetTermsToken, region);
        host.MapGet("/v2/profiles", profiles.ListAsync).Named(Routes.ListProfiles, region);
        host.MapGet("/v2/profiles/{id}", profiles.GetAsync).Named(Routes.GetProfile, region);
        host.MapGet("/managerAccounts", managers.ListAsync).Named(Routes.ListManagers, region);
        host.MapPost("/dsp/v1/seats/advertisers/current/list", app.Services.GetRequiredService<SeatsEndpoint>().ListAsync)
            .Named(Routes.ListSeats, region);
        host.MapGet("/dsp/advertisers", advertisers.ListAsync).Named(Routes.ListAdvertisers, region);
        host.MapGet("/dsp/advertisers/{id}", advertisers.GetAsync).Named(Routes.GetAdvertiser, region);
        MapCampaigns(host, app.Services.GetRequiredService<CampaignsEndpoints>(), region);
    }

    private static void MapCampaigns(RouteGroupBuilder host, CampaignsEndpoints campaigns, AdsRegion region)
    {
        host.MapPost("/adsApi/v1/query/campaigns", campaigns.QueryAsync).Named(Routes.QueryCampaigns, region);
        host.MapPost("/adsApi/v1/create/campaigns", campaigns.CreateAsync).Named(Routes.CreateCampaigns, region);
        host.MapPost("/adsApi/v1/update/campaigns", campaigns.UpdateAsync).Named(Routes.UpdateCampaigns, region);
    }

    private static void MapClerk(WebApplication app)
    {
        var clerk = app.MapGroup("/clerk");
        var endpoints = app.Services.GetRequiredService<ClerkEndpoints>();
        var signIn = app.Services.GetRequiredService<ClerkSignIn>();

        clerk.MapGet("/sign-in", signIn.ShowAsync).Named(Routes.ClerkSignIn);
        clerk.MapPost("/sign-in", signIn.SignInAsync).Named(Routes.ClerkSignIn);
        clerk.MapGet("/.well-known/jwks.json", endpoints.KeysAsync).Named(Routes.ClerkKeys);
        clerk.MapGet("/v1/client", endpoints.ClientAsync).Named(Routes.ClerkClient);
        clerk.MapPost("/v1/client/sessions/{sid}/tokens", endpoints.TokenAsync).Named(Routes.ClerkToken);
        clerk.MapPost("/v1/client/sessions/{sid}/end", endpoints.EndAsync).Named(Routes.ClerkEnd);
        clerk.MapMethods("/v1/{**path}", [HttpMethods.Options], ClerkCors.PreflightAsync);
    }

    private static void Named(this IEndpointConventionBuilder endpoint, string route, AdsRegion? region = null) =>
        endpoint.WithMetadata(new SimulatedRoute(route, region));
}
