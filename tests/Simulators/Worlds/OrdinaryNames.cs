namespace Accounts.Simulators.Worlds;

/// <summary>Realistic names that consist of a brand and the countries or region in which the account sells.</summary>
internal static class OrdinaryNames
{
    private const int MostNamed = 2;
    private const int Step = 1009; // coprime with the number of brands, so each brand is used once before one repeats

    private static readonly string[] First =
    [
        "Alpine", "Amber", "Aurora", "Birch", "Bluebird", "Bright", "Cedar", "Clover", "Coastal", "Copper",
        "Crescent", "Evergreen", "Fairway", "Golden", "Granite", "Harbour", "Hazel", "Highland", "Juniper",
        "Lakeside", "Linden", "Lunar", "Maple", "Meadow", "Northern", "Oakwood", "Orchard", "Pacific", "Pinecrest",
        "Prairie", "Quarry", "Redwood", "Riverside", "Saffron", "Silver", "Summit", "Terra", "Urban", "Willow",
        "Woodland",
    ];

    private static readonly string[] Second =
    [
        "Apparel", "Audio", "Baby", "Bakery", "Beauty", "Books", "Botanicals", "Candles", "Coffee", "Cosmetics",
        "Cycling", "Denim", "Electronics", "Fitness", "Foods", "Footwear", "Furniture", "Games", "Garden", "Gifts",
        "Hardware", "Home", "Jewelry", "Kitchen", "Lighting", "Linens", "Luggage", "Nutrition", "Office", "Outdoors",
        "Pets", "Skincare", "Snacks", "Sports", "Stationery", "Tea", "Tools", "Toys", "Travel", "Watches",
    ];

    private static readonly string[] Companies = ["", " Group", " Brands", " Trading", " Collective", " Partners", " International", " Direct"];

    public static string Of(Dice dice, int index, IReadOnlyList<string> countries)
    {
        var brands = First.Length * Second.Length;
        var brand = (int)((((long)index * Step) + dice.Roll(0, Facet.Name, 2, brands)) % brands);
        var company = Companies[index / brands % Companies.Length];
        return $"{First[brand / Second.Length]} {Second[brand % Second.Length]}{company} {Place(countries)}".TrimEnd();
    }

    private static string Place(IReadOnlyList<string> countries)
    {
        if (countries.Count <= MostNamed) return string.Join('/', countries);

        var sold = Marketplaces.All.Where(marketplace => countries.Contains(marketplace.CountryCode));
        return sold.Select(marketplace => marketplace.Region).Distinct().ToArray() switch
        {
            [AdsRegion.Na] => "NA",
            [AdsRegion.Eu] => "EU",
            [AdsRegion.Fe] => "APAC",
            _ => "Global",
        };
    }
}
