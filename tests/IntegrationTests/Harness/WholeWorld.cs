using Accounts.Simulators;

namespace Accounts.IntegrationTests.Harness;

/// <summary>Amazon with something of every kind: accounts, profiles, agencies with two pages of DSP advertisers, managers, AMC accounts.</summary>
public class WholeWorld(TestServers servers) : ApiWorld(servers)
{
    protected override SimulatorOptions Simulated => new()
    {
        Accounts = Accounts,
        Agencies = 6,
        AdvertisersPerAgency = 120,
        Managers = 2,
        LinksPerManager = 12,
    };
}
