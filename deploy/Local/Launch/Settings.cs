using System.Globalization;

namespace Accounts.Local.Launch;

/// <summary>The settings that connect the programs with each other. A setting that the environment contains takes precedence.</summary>
internal static class Settings
{
    private const string ClientId = "amzn1.application-oa2-client.local";

    /// <summary>The address of <c>npm run dev</c> in src/Dashboard.</summary>
    private const string DashboardInDevelopment = "http://localhost:5173";

    public static Dictionary<string, string?> ForSimulators(Addresses addresses, int accounts) => new()
    {
        ["Simulators__ClientId"] = ClientId,
        ["Simulators__ClientSecret"] = LocalFolder.ClientSecret(),
        ["Simulators__RemembersGrants"] = "true",
        ["Simulators__RedirectUris__0"] = addresses.Callback,
        ["Simulators__OrdinaryNames"] = "true",
        ["Simulators__Accounts"] = accounts.ToString(CultureInfo.InvariantCulture),
    };

    public static Dictionary<string, string?> ForApi(Addresses addresses, ExternalServices services, string connectionString)
    {
        var settings = new Dictionary<string, string?>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["AmazonAds__RedirectUri"] = addresses.Callback,
            ["Clerk__AuthorizedParties__0"] = addresses.Api,
            ["Clerk__AuthorizedParties__1"] = DashboardInDevelopment,
            ["Frontend__Url"] = addresses.Api,
            ["TokenEncryption__Keys__0"] = LocalFolder.TokenEncryptionKey(),
        };
        if (!services.UsesAmazon) AddSimulatedAmazon(settings, addresses);
        if (!services.UsesClerk) settings["Clerk__Issuer"] = $"{addresses.Simulators}/clerk";

        foreach (var name in settings.Keys.Where(name => Environment.GetEnvironmentVariable(name) is { Length: > 0 }).ToArray())
        {
            settings.Remove(name);
        }

        settings["ASPNETCORE_URLS"] = addresses.Api;
        settings["ConnectionStrings__Accounts"] = connectionString;
        settings["Database__MigrateOnStart"] = "false";
        return settings;
    }

    private static void AddSimulatedAmazon(Dictionary<string, string?> settings, Addresses addresses)
    {
        settings["AmazonAds__ClientId"] = ClientId;
        settings["AmazonAds__ClientSecret"] = LocalFolder.ClientSecret();
        foreach (var region in (string[])["NA", "EU", "FE"])
        {
            var host = $"{addresses.Simulators}/{region.ToLowerInvariant()}";
            settings[$"AmazonAds__Regions__{region}__ApiUrl"] = $"{host}/";
            settings[$"AmazonAds__Regions__{region}__TokenUrl"] = $"{host}/auth/o2/token";
            settings[$"AmazonAds__Regions__{region}__ConsentUrl"] = $"{host}/ap/oa";
        }
    }
}
