namespace Accounts.Simulators.Worlds;

/// <summary>Computes the account at an index, deterministically from the seed.</summary>
internal sealed class AccountGenerator(Dice own, Dice shared, int sharedAccounts, AccountNames names, DateTimeOffset born)
{
    private static readonly Dictionary<string, WorldAccountError> NoErrors = [];

    public Dice DiceOf(int index) => index < sharedAccounts ? shared : own;

    public string IdOf(int index) => AmazonIds.Account(DiceOf(index), index);

    /// <summary>The account as it was when the simulator started.</summary>
    public WorldAccount AtFirst(int index) => Account(index, Edit.None, born);

    public WorldAccount Account(int index, Edit edit, DateTimeOffset now)
    {
        var dice = DiceOf(index);
        var trait = AccountTraits.Of(dice, index);
        var marketplaces = MarketplacesOf(dice, index, trait);
        var countries = Array.ConvertAll(marketplaces, m => Marketplaces.All[m].CountryCode);
        var status = edit.Status ?? StatusOf(dice, index, trait, now);
        var failed = FailedCountries(status, countries.Length);

        return new WorldAccount(IdOf(index), edit.Name ?? names.Of(dice, index, index + 1, trait, countries), status, countries)
        {
            AlternateIds = status == "PENDING"
                ? [] : [.. marketplaces.Skip(status == "PARTIALLY_CREATED" ? failed : 0).Select(m => Alternate(dice, index, m, trait))],
            Errors = failed == 0 ? NoErrors : countries.Take(failed).ToDictionary(country => country, country => ErrorOf(status, country)),
            KeepsIdsTogether = trait == AccountTrait.Together,
            HasUnknownFields = trait == AccountTrait.UnknownFields,
        };
    }

    private static WorldAlternateId Alternate(Dice dice, int index, int marketplace, AccountTrait trait) => new(
        Marketplaces.All[marketplace].CountryCode,
        trait == AccountTrait.NoProfileId ? null : AmazonIds.Profile(dice, index, marketplace, trait == AccountTrait.HugeIds),
        trait == AccountTrait.NoEntityId ? null : AmazonIds.Entity(dice, index, marketplace));

    private static int[] MarketplacesOf(Dice dice, int index, AccountTrait trait)
    {
        var all = Marketplaces.All.Count;
        var count = trait switch
        {
            AccountTrait.Everywhere => all,
            AccountTrait.Partial or AccountTrait.Ripening => 2 + dice.Roll(index, Facet.CountryCount, 0, 3),
            _ => 1 + dice.Roll(index, Facet.CountryCount, 0, 4),
        };
        var first = dice.Roll(index, Facet.FirstCountry, 0, all);
        var step = 1 + dice.Roll(index, Facet.CountryStep, 0, all - 1); // 23 countries is a prime, so any step visits each once
        var chosen = new int[count];
        for (var i = 0; i < count; i++) chosen[i] = (first + (i * step)) % all;
        return chosen;
    }

    // Registration passes through these three statuses in order (Ads accounts guide, "create accounts")
    private string StatusOf(Dice dice, int index, AccountTrait trait, DateTimeOffset now)
    {
        if (trait != AccountTrait.Ripening) return FixedStatus(trait);
        var stage = TimeSpan.FromSeconds(60 + dice.Roll(index, Facet.Ripening, 0, 240));
        var age = now - born;
        return age < stage ? "PENDING" : age < 2 * stage ? "PARTIALLY_CREATED" : "CREATED";
    }

    private static string FixedStatus(AccountTrait trait) => trait switch
    {
        AccountTrait.Partial => "PARTIALLY_CREATED",
        AccountTrait.Pending => "PENDING",
        AccountTrait.Disabled => "DISABLED",
        AccountTrait.UnknownStatus => "UNDER_REVIEW",
        _ => "CREATED",
    };

    private static int FailedCountries(string status, int countries) => status switch
    {
        "PARTIALLY_CREATED" => 1,
        "DISABLED" => countries,
        _ => 0,
    };

    private static WorldAccountError ErrorOf(string status, string country) => status == "DISABLED"
        ? new(2, "ACCOUNT_SUSPENDED", $"The advertising account is not active in {country}.")
        : new(1, "SELLER_NOT_ELIGIBLE", $"The account could not be created in {country}.");
}
