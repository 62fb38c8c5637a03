namespace Accounts.Simulators.Worlds;

/// <summary>Computes the profiles of an account, and the agency profiles that belong to no ads account.</summary>
internal sealed class ProfileGenerator(string displayName, Dice own, AccountGenerator accounts)
{
    private const int AgencyIndex = 400_000; // beyond every account's index

    public IEnumerable<WorldProfile> Of(int index, WorldAccount account) => account.Status == "DISABLED"
        ? []
        : account.AlternateIds.Where(id => id.ProfileId is not null).Select(id => Profile(index, account, id));

    /// <summary>DSP entities: type agency. The one of sub-type AMAZON_ATTRIBUTION looks like one and is none.</summary>
    public IEnumerable<WorldProfile> Agencies() =>
    [
        Agency(0, "US", $"{displayName} DSP", subType: null),
        Agency(1, "UK", $"{displayName} DSP UK", subType: null),
        Agency(2, "JP", $"{displayName} DSP 日本", subType: null),
        Agency(3, "US", $"{displayName} Attribution", "AMAZON_ATTRIBUTION"),
    ];

    private WorldProfile Agency(int number, string country, string name, string? subType) => new(
        AmazonIds.AgencyProfile(own, AgencyIndex + number, number), Marketplaces.All.First(m => m.CountryCode == country), "agency",
        AmazonIds.Entity(own, AgencyIndex + number, 0), name)
    {
        SubType = subType,
        OpenToAllPrograms = true,
    };

    private WorldProfile Profile(int index, WorldAccount account, WorldAlternateId alternate)
    {
        var dice = accounts.DiceOf(index);
        var (_, marketplace) = AmazonIds.ProfileSlot(alternate.ProfileId!.Value);
        var seller = dice.Roll(index, Facet.Kind, 0, 100) < 60;
        return new WorldProfile(
            alternate.ProfileId.Value, Marketplaces.All[marketplace], seller ? "seller" : "vendor",
            seller ? AmazonIds.Merchant(dice, index) : AmazonIds.Entity(dice, index, marketplace), account.Name)
        {
            SubType = !seller && dice.Roll(index, Facet.Kind, 1, 25) == 0 ? "KDP_AUTHOR" : null,
            DailyBudget = seller ? 100 + dice.Roll(index, Facet.Budget, marketplace, 999_900) : null,
            ValidPaymentMethod = seller ? null : dice.Roll(index, Facet.Payment, marketplace, 10) > 0,
            ViewOnly = own.Roll(index, Facet.Access, 0, 8) == 0,
            OpenToAllPrograms = own.Roll(index, Facet.Program, 0, 5) > 0,
        };
    }
}
