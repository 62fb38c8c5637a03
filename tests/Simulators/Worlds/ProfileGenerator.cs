namespace Accounts.Simulators.Worlds;

/// <summary>Computes the profiles of an account. <paramref name="within"/> is the number of profiles that the login can access in total.</summary>
internal sealed class ProfileGenerator(Dice own, AccountGenerator accounts, int? within)
{
    private readonly Lazy<(int Index, int Count)> _end = new(() => EndOf(accounts, within));

    /// <summary>Whether the account at that index, or a later one, has an accessible profile.</summary>
    public bool Reaches(int index) => index <= _end.Value.Index;

    public IEnumerable<WorldProfile> Of(int index, WorldAccount account)
    {
        var (end, count) = _end.Value;
        return AlternatesOf(account).Take(index < end ? int.MaxValue : index == end ? count : 0).Select(id => Profile(index, account, id));
    }

    /// <summary>The profiles of a region as they were when the simulator started.</summary>
    public IEnumerable<WorldProfile> AtFirst(AdsRegion region, int size) => Enumerable.Range(0, size).TakeWhile(Reaches)
        .SelectMany(index => Of(index, accounts.AtFirst(index))).Where(profile => profile.Marketplace.Region == region);

    // Counted at start-up, so that removing profiles makes no others accessible
    private static (int Index, int Count) EndOf(AccountGenerator accounts, int? within)
    {
        if (within is not { } left) return (int.MaxValue, 0);
        for (var index = 0; index < AmazonIds.LargestWorld; index++)
        {
            var profiles = AlternatesOf(accounts.AtFirst(index)).Count();
            if (profiles >= left) return (index, left);
            left -= profiles;
        }

        return (int.MaxValue, 0);
    }

    private static IEnumerable<WorldAlternateId> AlternatesOf(WorldAccount account) =>
        account.Status == "DISABLED" ? [] : account.AlternateIds.Where(id => id.ProfileId is not null);

    private WorldProfile Profile(int index, WorldAccount account, WorldAlternateId alternate)
    {
        var dice = accounts.DiceOf(index);
        var marketplace = AmazonIds.MarketplaceOfProfile(alternate.ProfileId!.Value);
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
