using Accounts.Local.Processes;

namespace Accounts.Local.Launch;

internal sealed record Addresses(string Api, string Simulators)
{
    private const int SimulatorsPort = 8100;

    public string Callback => $"{Api}/api/v1/auth/amazon/callback";

    public static Addresses Choose(int port) => new(On("API", port), On("simulators", SimulatorsPort));

    private static string On(string who, int wanted)
    {
        var port = FreePort.From(wanted);
        if (port != wanted) Progress.Say($"port {wanted} is taken: the {who} listen{(who == "API" ? "s" : "")} on {port}");
        return $"http://localhost:{port}";
    }
}
