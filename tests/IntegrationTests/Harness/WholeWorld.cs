using Accounts.Simulators;

namespace Accounts.IntegrationTests.Harness;

/// <summary>A few rows of every kind, for tests that request all of them thousands of times.</summary>
public class SmallWholeWorld(TestServers servers) : ApiWorld(servers)
{
    protected override SimulatorOptions Simulated =>
        new() { Accounts = 40, Agencies = 3, AdvertisersPerAgency = 5, Managers = 1, LinksPerManager = 8 };
}

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
