using Accounts.TestKit.Postgres;

namespace Accounts.Benchmarks.Frame;

/// <summary>What a benchmark is given.</summary>
/// <param name="Sizes">How much a login reaches beside its accounts.</param>
/// <param name="Stop">Somebody has lost patience.</param>
internal sealed record Stage(TestDatabases Databases, Report Report, Sizes Sizes, CancellationToken Stop)
{
    public Task<World> StartWorldAsync(int accounts) => World.StartAsync(this, accounts);
}

/// <param name="Profiles">Country profiles over all regions; null is one for each account and country.</param>
internal sealed record Sizes(int? Profiles, int Agencies, int AdvertisersPerAgency, int Managers)
{
    /// <summary>Enough to be listed, too little to count: what is measured is the listing of accounts.</summary>
    public static readonly Sizes Few = new(Profiles: 30, Agencies: 1, AdvertisersPerAgency: 2, Managers: 1);

    /// <summary>As a large agency's login has it.</summary>
    public static readonly Sizes Whole = new(Profiles: null, Agencies: 30, AdvertisersPerAgency: 40, Managers: 3);
}
