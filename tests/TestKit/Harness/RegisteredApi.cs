using Accounts.Simulators;

namespace Accounts.TestKit.Harness;

public static class RegisteredApi
{
    /// <summary>Registers the API at this address as the application that Amazon and Clerk know.</summary>
    public static SimulatorOptions Registering(this SimulatorOptions options, Uri api)
    {
        options.RedirectUris.Add($"{api}api/v1/auth/amazon/callback");
        options.AuthorizedParty = api.ToString().TrimEnd('/');
        return options;
    }
}
