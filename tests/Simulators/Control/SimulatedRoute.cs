using Accounts.Simulators.Worlds;

namespace Accounts.Simulators.Control;

/// <summary>Endpoint metadata: the name that identifies a route in faults, latencies, throttles and the call log.</summary>
internal sealed record SimulatedRoute(string Name, AdsRegion? Region)
{
    /// <summary>The region of the called host. Null for routes without a region.</summary>
    public static AdsRegion RegionOf(HttpContext context) => context.GetEndpoint()!.Metadata.GetRequiredMetadata<SimulatedRoute>().Region!.Value;
}

/// <summary>The route names a test may refer to.</summary>
public static class Routes
{
    public const string Consent = "lwa.consent";
    public const string Token = "lwa.token";
    public const string ListAccounts = "adsAccounts.list";
    public const string GetAccount = "adsAccounts.get";
    public const string RegisterAccount = "adsAccounts.register";
    public const string CreateTermsToken = "termsTokens.create";
    public const string GetTermsToken = "termsTokens.get";
    public const string ListProfiles = "profiles.list";
    public const string GetProfile = "profiles.get";
    public const string ListManagers = "managerAccounts.list";
    public const string ListAdvertisers = "dsp.advertisers.list";
    public const string GetAdvertiser = "dsp.advertisers.get";
    public const string ListSeats = "dsp.seats.list";
    public const string QueryCampaigns = "dsp.campaigns.query";
    public const string CreateCampaigns = "dsp.campaigns.create";
    public const string UpdateCampaigns = "dsp.campaigns.update";
    public const string ClerkKeys = "clerk.jwks";
    public const string ClerkSignIn = "clerk.signIn";
    public const string ClerkClient = "clerk.client";
    public const string ClerkToken = "clerk.token";
    public const string ClerkEnd = "clerk.end";

    public static IReadOnlyList<string> All { get; } =
    [
        Consent, Token, ListAccounts, GetAccount, RegisterAccount, CreateTermsToken, GetTermsToken, ListProfiles, GetProfile, ListManagers,
        ListAdvertisers, GetAdvertiser, ListSeats, QueryCampaigns, CreateCampaigns, UpdateCampaigns,
        ClerkKeys, ClerkSignIn, ClerkClient, ClerkToken, ClerkEnd,
    ];

    internal static string Known(string? route) =>
        route is not null && All.Contains(route)
            ? route : throw new ArgumentException($"No route is called '{route}'. Known: {string.Join(", ", All)}.", nameof(route));
}
