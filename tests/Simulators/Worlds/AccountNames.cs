namespace Accounts.Simulators.Worlds;

internal static class AccountNames
{
    private static readonly string[] Adjectives =
        ["Alpine", "Amber", "Bright", "Cedar", "Coastal", "Copper", "Everyday", "Golden", "Harbour", "Lakeside", "Lunar", "Maple", "Northern", "Pine", "Silver", "Urban"];

    private static readonly string[] Nouns =
        ["Audio", "Beauty", "Books", "Coffee", "Cycling", "Garden", "Hardware", "Home", "Kitchen", "Lighting", "Outdoors", "Pets", "Snacks", "Sports", "Toys", "Travel"];

    public static string Of(Dice dice, int index, int number, AccountTrait trait)
    {
        var adjective = Adjectives[dice.Roll(index, Facet.Name, 0, Adjectives.Length)];
        var noun = Nouns[dice.Roll(index, Facet.Name, 1, Nouns.Length)];
        return trait switch
        {
            AccountTrait.Emoji => $"🦊 {adjective} {noun} {number} 👩‍🚀",
            AccountTrait.RightToLeft => $"\u200Fחנות הארז {number} {noun}\u200F \u202E{adjective}\u202C",
            AccountTrait.Quotes => $"{adjective} \"{noun}\" O'Hara & Søns <b>{number}</b>; -- \\",
            _ => $"{adjective} {noun} {number}",
        };
    }
}
