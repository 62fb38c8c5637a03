namespace Accounts.Simulators.Worlds;

internal enum AccountTrait
{
    Plain,
    HugeIds,
    Emoji,
    Partial,
    Ripening,
    Pending,
    Disabled,
    Quotes,
    RightToLeft,
    Together,
    NoProfileId,
    NoEntityId,
    Everywhere,
    UnknownStatus,
    UnknownFields,
}

internal static class AccountTraits
{
    // A world of ten accounts contains every special case that a client must handle, except the rare ones
    private static readonly AccountTrait[] FirstTen =
    [
        AccountTrait.HugeIds, AccountTrait.Emoji, AccountTrait.Partial, AccountTrait.Ripening, AccountTrait.Disabled,
        AccountTrait.Quotes, AccountTrait.RightToLeft, AccountTrait.Together, AccountTrait.NoProfileId, AccountTrait.NoEntityId,
    ];

    public static AccountTrait Of(Dice dice, int index) => index < FirstTen.Length ? FirstTen[index] : dice.Roll(index, Facet.Trait, 0, 200) switch
    {
        < 4 => AccountTrait.Partial,
        < 6 => AccountTrait.Ripening,
        < 8 => AccountTrait.Pending,
        < 12 => AccountTrait.Disabled,
        < 20 => AccountTrait.Emoji,
        < 26 => AccountTrait.RightToLeft,
        < 34 => AccountTrait.Quotes,
        < 46 => AccountTrait.Together,
        < 50 => AccountTrait.NoProfileId,
        < 54 => AccountTrait.NoEntityId,
        < 58 => AccountTrait.Everywhere,
        < 59 => AccountTrait.UnknownStatus,
        < 63 => AccountTrait.UnknownFields,
        < 83 => AccountTrait.HugeIds,
        _ => AccountTrait.Plain,
    };
}
