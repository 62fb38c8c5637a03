namespace Accounts.Simulators.Worlds;

/// <summary>Generates the names of accounts and advertisers deterministically from the seed.</summary>
/// <param name="ordinaryOnly">Whether to leave out names that are difficult to store or to display.</param>
internal sealed class AccountNames(bool ordinaryOnly)
{
    private static readonly string[] Adjectives =
        ["Alpine", "Amber", "Bright", "Cedar", "Coastal", "Copper", "Everyday", "Golden", "Harbour", "Lakeside", "Lunar", "Maple", "Northern", "Pine",
            "Silver", "Urban"];

    private static readonly string[] Nouns =
        ["Audio", "Beauty", "Books", "Coffee", "Cycling", "Garden", "Hardware", "Home", "Kitchen", "Lighting", "Outdoors", "Pets", "Snacks", "Sports",
            "Toys", "Travel"];

    public string Of(Dice dice, int index, int number, AccountTrait trait, params IReadOnlyList<string> countries) =>
        ordinaryOnly ? OrdinaryNames.Of(dice, index, countries) : Mixed(dice, index, number, trait);

    private static string Mixed(Dice dice, int index, int number, AccountTrait trait)
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
