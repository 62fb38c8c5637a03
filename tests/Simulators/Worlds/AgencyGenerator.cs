namespace Accounts.Simulators.Worlds;

/// <summary>Computes the agencies of a login and their DSP advertisers from the seed. Agencies are assigned to the regions in rotation.</summary>
internal sealed class AgencyGenerator(string displayName, Dice own, Dice shared, AgencyCounts counts, AccountNames names)
{
    private const int AgencyIndex = 400_000; // beyond every account's index
    private const int AdvertiserIndex = 1_000_000;
    private const int AttributionNumber = AmazonIds.MostAgencies;

    // Countries and time zones of DspCountryV1 and DspTimezoneV1
    private static readonly (string Country, string TimeZone)[][] Homes =
    [
        [("US", "America/New_York"), ("CA", "America/Halifax"), ("MX", "America/Chicago"), ("BR", "America/Sao_Paulo")],
        [("UK", "Europe/London"), ("DE", "Europe/Paris"), ("FR", "Europe/Paris"), ("IT", "Europe/Paris"), ("ES", "Europe/Paris"),
            ("IN", "Asia/Kolkata")],
        [("JP", "Asia/Tokyo"), ("AU", "Australia/Brisbane"), ("SG", "Asia/Hong_Kong")],
    ];

    /// <summary>DSP entities: type agency, no sub-type.</summary>
    public IEnumerable<WorldProfile> Agencies => Enumerable.Range(0, counts.Agencies).Select(Agency);

    /// <summary>The attribution profile, which resembles a DSP entity but is not one.</summary>
    public WorldProfile? Attribution => counts.HasAttribution
        ? Profile(AttributionNumber, Homes[0][0].Country, $"{displayName} Attribution") with { SubType = "AMAZON_ATTRIBUTION" }
        : null;

    public int Advertisers => counts.Advertisers;

    /// <summary>Returns the agency profile with that id, or the attribution profile.</summary>
    public WorldProfile? Find(long profileId)
    {
        var profile = AmazonIds.AgencyOfProfile(profileId) switch
        {
            AttributionNumber => Attribution,
            { } number when number < counts.Agencies => Agency(number),
            _ => null,
        };
        return profile?.Id == profileId ? profile : null;
    }

    public WorldAdvertiser Advertiser(Seat seat, Edit edit)
    {
        var (country, timeZone) = HomeOf(seat.Agency);
        var trait = TraitOf(seat);
        var id = IdOf(seat);
        var name = edit.Name ?? names.Of(DiceOf(seat.Agency), IndexOf(seat), seat.Row + 1, trait, country);
        var spelled = country == "UK" && seat.Row % 2 == 1 ? "GB" : country; // DspCountryV1 has both
        return new WorldAdvertiser(id, name, Of(country).Currency, spelled, timeZone)
        {
            Url = seat.Row % 8 == 3 ? null : $"www.brand-{id}.example",
            HasUnknownFields = trait == AccountTrait.UnknownFields,
        };
    }

    public string IdOf(Seat seat) => AmazonIds.Advertiser(DiceOf(seat.Agency), IndexOf(seat), seat, huge: TraitOf(seat) == AccountTrait.HugeIds);

    /// <summary>Returns the position of the advertiser with that id, if the seed produces that id.</summary>
    public Seat? SeatOf(string advertiserId) =>
        AmazonIds.SeatOf(advertiserId) is { } seat && seat.Agency < counts.Agencies && seat.Row < counts.Advertisers && IdOf(seat) == advertiserId
            ? seat : null;

    /// <summary>Returns the agency with that profile id, or null for the attribution profile.</summary>
    public int? NumberOf(long profileId) => Find(profileId) is { SubType: null } ? AmazonIds.AgencyOfProfile(profileId) : null;

    private WorldProfile Agency(int number)
    {
        var country = HomeOf(number).Country;
        return Profile(number, country, $"{(number < counts.Shared ? "Joint Venture" : displayName)} DSP {(country == "JP" ? "日本" : country)}");
    }

    private WorldProfile Profile(int number, string country, string name) => new(
        AmazonIds.AgencyProfile(DiceOf(number), AgencyIndex + number, number), Of(country), "agency",
        AmazonIds.Entity(DiceOf(number), AgencyIndex + number, 0), name)
    {
        ViewOnly = number % 4 == 3,
        OpenToAllPrograms = true,
    };

    private Dice DiceOf(int agency) => agency < counts.Shared ? shared : own;

    // A small number of advertisers already contains every special case
    private AccountTrait TraitOf(Seat seat) => seat.Row switch
    {
        1 => AccountTrait.HugeIds,
        2 => AccountTrait.Emoji,
        _ => AccountTraits.Of(DiceOf(seat.Agency), IndexOf(seat)),
    };

    private static (string Country, string TimeZone) HomeOf(int agency)
    {
        var homes = Homes[agency % Homes.Length];
        return homes[agency / Homes.Length % homes.Length];
    }

    private static int IndexOf(Seat seat) => AdvertiserIndex + (seat.Agency * AmazonIds.MostAdvertisers) + seat.Row;

    private static Marketplace Of(string country) => Marketplaces.All.First(marketplace => marketplace.CountryCode == country);
}
