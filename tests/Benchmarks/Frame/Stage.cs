using Accounts.TestKit.Postgres;

namespace Accounts.Benchmarks.Frame;

/// <summary>The inputs of a benchmark.</summary>
/// <param name="Sizes">The number of objects that a login can access in addition to its accounts.</param>
/// <param name="Stop">Cancelled when the user stops the run.</param>
internal sealed record Stage(TestDatabases Databases, Report Report, Sizes Sizes, CancellationToken Stop)
{
    public Task<World> StartWorldAsync(int accounts) => World.StartAsync(this, accounts);
}

/// <param name="Profiles">The country profiles over all regions. Null means one per account and country.</param>
internal sealed record Sizes(int? Profiles, int Agencies, int AdvertisersPerAgency, int Managers)
{
    /// <summary>Few enough that the listing of accounts dominates the measurement.</summary>
    public static readonly Sizes Few = new(Profiles: 30, Agencies: 1, AdvertisersPerAgency: 2, Managers: 1);

    /// <summary>The counts of a large agency's login.</summary>
    public static readonly Sizes Whole = new(Profiles: null, Agencies: 30, AdvertisersPerAgency: 40, Managers: 3);
}
