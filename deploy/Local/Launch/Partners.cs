namespace Accounts.Local.Launch;

/// <summary>Whom the API talks to: the real Amazon and Clerk when the environment names them, simulators otherwise.</summary>
internal sealed record Partners(bool RealAmazon, bool RealClerk)
{
    public bool Simulated => !RealAmazon || !RealClerk;

    public static Partners FromEnvironment() => new(IsSet("AmazonAds__ClientId"), IsSet("Clerk__Issuer"));

    private static bool IsSet(string name) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name));
}
