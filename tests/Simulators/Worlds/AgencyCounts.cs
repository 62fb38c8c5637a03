namespace Accounts.Simulators.Worlds;

/// <summary>The number of DSP objects that a login can access.</summary>
internal sealed record AgencyCounts(int Agencies, int Shared, int Advertisers, bool HasAttribution)
{
    public static readonly AgencyCounts None = new(0, 0, 0, HasAttribution: false);

    public static AgencyCounts Of(SimulatorOptions options) =>
        options is { Agencies: >= 0 and <= AmazonIds.MostAgencies, AdvertisersPerAgency: >= 0 and <= AmazonIds.MostAdvertisers }
        ? new(options.Agencies, options.SharedAgencies, options.AdvertisersPerAgency, HasAttribution: true)
        : throw new ArgumentOutOfRangeException(
            nameof(options), $"A login has 0 to {AmazonIds.MostAgencies} agencies of 0 to {AmazonIds.MostAdvertisers} advertisers each.");
}
