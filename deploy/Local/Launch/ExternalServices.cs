namespace Accounts.Local.Launch;

/// <summary>Which external services the API uses: the ones that the environment configures, simulators otherwise.</summary>
internal sealed record ExternalServices(bool UsesAmazon, bool UsesClerk)
{
    public bool NeedsSimulators => !UsesAmazon || !UsesClerk;

    public static ExternalServices FromEnvironment() => new(IsSet("AmazonAds__ClientId"), IsSet("Clerk__Issuer"));

    private static bool IsSet(string name) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name));
}
