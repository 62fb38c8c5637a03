using Accounts.Hosting.Processes;

namespace Accounts.Local.Launch;

/// <summary>The base addresses of the API and the simulators.</summary>
internal sealed record Addresses(string Api, string Simulators)
{
    private const int SimulatorsPort = 8100;

    public string Callback => $"{Api}/api/v1/auth/amazon/callback";

    /// <summary>Uses the next free port if a port is in use.</summary>
    public static Addresses Choose(int apiPort) => new(AddressFrom(apiPort), AddressFrom(SimulatorsPort));

    private static string AddressFrom(int wanted)
    {
        var port = FreePort.From(wanted);
        if (port != wanted) Progress.Report($"Port {wanted} is in use by another program; {port} is used instead.");
        return $"http://localhost:{port}";
    }
}
