namespace Accounts.Simulators.Worlds;

/// <summary>
/// Computes a login's manager accounts. The links of each are fixed when the simulator starts. A link disappears with its target.
/// </summary>
internal sealed class ManagerGenerator(
    string displayName, Dice own, int managers, int links, ProfileGenerator profiles, AgencyGenerator agencies, AccountNames names, int size)
{
    private const int MostReturned = 50; // Manager Account 3.0
    private const int Kinds = 4;
    private const int ManagerIndex = 500_000; // beyond every agency's index
    private const int CloudIndex = 600_000;
    private const int MostManagers = 30_000; // per region, like MostLinks
    private const int MostLinks = 100_000;

    public IEnumerable<string> Ids =>
        Enum.GetValues<AdsRegion>().SelectMany(region => Enumerable.Range(0, managers).Select(number => IdOf(region, number)));

    public IEnumerable<WorldManager> Of(AdsRegion region, AmazonWorld world)
    {
        var targets = TargetsIn(region);
        return Enumerable.Range(0, managers).Select(number =>
            new WorldManager(IdOf(region, number), $"{displayName} {region.ToString().ToUpperInvariant()} {number + 1}",
                LinksOf(region, number, world, targets))
            {
                HasUnknownFields = number % 2 == 1,
            });
    }

    private string IdOf(AdsRegion region, int number) => AmazonIds.Manager(own, ManagerIndex + ((int)region * MostManagers) + number);

    private Targets TargetsIn(AdsRegion region)
    {
        var needed = (managers * links / Kinds) + 1;
        var known = profiles.AtFirst(region, size);
        return new Targets(
            [.. known.Where(profile => profile.Type == "seller").Take(needed)], [.. known.Where(profile => profile.Type == "vendor").Take(needed)],
            [.. agencies.Agencies.Where(agency => agency.Marketplace.Region == region)]);
    }

    // A manager's first link is the previous manager's last one, because an account may have several managers
    private WorldLink[] LinksOf(AdsRegion region, int number, AmazonWorld world, Targets targets) =>
    [
        .. Enumerable.Range(number * Math.Max(1, links - 1), links).Select(link => Link(region, link, world, targets)).OfType<WorldLink>()
            .Select((link, place) => link with { Returned = place < MostReturned }),
    ];

    private WorldLink? Link(AdsRegion region, int number, AmazonWorld world, Targets targets)
    {
        var turn = number / Kinds;
        var link = (number % Kinds) switch
        {
            0 when turn < targets.Sellers.Count => To("SELLER", world.FindProfile(region, targets.Sellers[turn].Id)),
            1 when turn < targets.Vendors.Count => To("VENDOR", world.FindProfile(region, targets.Vendors[turn].Id)),
            2 when turn < targets.Agencies.Count * agencies.Advertisers => ToAdvertiser(turn, world, targets),
            _ => Other(region, number, targets),
        };
        return link is null ? null : link with
        {
            BlanksAreEmpty = (number + turn) % 2 == 1,
            HasUnknownFields = own.Roll(CloudIndex + ((int)region * MostLinks) + number, Facet.Trait, 0, 8) == 0,
        };
    }

    private static WorldLink? To(string type, WorldProfile? profile) => profile is null ? null : new(type, profile.AccountInfoId, profile.Name)
    {
        MarketplaceId = profile.Marketplace.MarketplaceId,
        ProfileId = profile.Id,
    };

    private WorldLink? ToAdvertiser(int turn, AmazonWorld world, Targets targets)
    {
        var (place, row) = (turn % targets.Agencies.Count, turn / targets.Agencies.Count);
        var agency = targets.Agencies[place];
        var id = agencies.IdOf(new Seat(agencies.NumberOf(agency.Id)!.Value, row));
        return world.FindAdvertiser(agency.Id, id) is not { } advertiser
            ? null : new("DSP_ADVERTISING_ACCOUNT", agency.AccountInfoId, advertiser.Name)
            {
                MarketplaceId = agency.Marketplace.MarketplaceId,
                DspAdvertiserId = advertiser.Id,
            };
    }

    // A marketing cloud usually has a marketplace and a profile (Manager Account 3.0), here an agency's. Amazon adds account kinds without notice
    private WorldLink Other(AdsRegion region, int number, Targets targets)
    {
        var index = CloudIndex + ((int)region * MostLinks) + number;
        var (id, name) = (AmazonIds.Entity(own, index, 0), names.Of(own, index, number + 1, AccountTrait.Plain));
        if (number % 16 == 15) return new("BRAND_PORTFOLIO", id, name);
        if (number % 16 == 11) return new("MARKETING_CLOUD", id, name);

        var agency = targets.Agencies.Count > 0 ? targets.Agencies[number % targets.Agencies.Count] : null;
        var home = agency?.Marketplace ?? Marketplaces.All.First(marketplace => marketplace.Region == region);
        return new("MARKETING_CLOUD", id, name) { MarketplaceId = home.MarketplaceId, ProfileId = agency?.Id };
    }

    private sealed record Targets(IReadOnlyList<WorldProfile> Sellers, IReadOnlyList<WorldProfile> Vendors, IReadOnlyList<WorldProfile> Agencies);
}
