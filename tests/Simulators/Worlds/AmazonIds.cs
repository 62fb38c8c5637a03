using System.Globalization;

namespace Accounts.Simulators.Worlds;

/// <summary>Ids in Amazon's formats. Each id encodes its index, so that a lookup needs no table.</summary>
internal static class AmazonIds
{
    public const int LargestWorld = 300_000;
    public const int MostAgencies = 900;
    public const int MostAdvertisers = 100_000;

    private const string AccountPrefix = "amzn1.ads-account.g.";
    private const string ManagerPrefix = "amzn1.ads1.ma1.";
    private const string Lower = "0123456789abcdefghijklmnopqrstuvwxyz";
    private const string Upper = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const int IndexDigits = 5;
    private const long Slots = 10_000_000;
    private const int SlotsPerAccount = 32;
    private const long FirstAgencySlot = 9_999_000;
    private const long Seats = (long)MostAgencies * MostAdvertisers;

    public static string Account(Dice dice, int index) => string.Create(AccountPrefix.Length + 20 + IndexDigits, (dice, index), static (text, of) =>
    {
        AccountPrefix.CopyTo(text);
        var rest = text[AccountPrefix.Length..];
        Dice.Spell(rest[..10], of.dice.Roll(of.index, Facet.IdHead), Lower);
        Dice.Spell(rest[10..20], of.dice.Roll(of.index, Facet.IdTail), Lower);
        Dice.Spell(rest[20..], (ulong)of.index, Lower);
    });

    public static int? AccountIndex(string id)
    {
        if (id.Length != AccountPrefix.Length + 20 + IndexDigits) return null;
        var index = 0;
        foreach (var letter in id.AsSpan(^IndexDigits))
        {
            var digit = Lower.IndexOf(letter);
            if (digit < 0) return null;
            index = (index * Lower.Length) + digit;
        }

        return index;
    }

    public static string Entity(Dice dice, int index, int marketplace) =>
        Word("ENTITY", 12, dice.Roll(index, Facet.Entity, marketplace));

    public static string Merchant(Dice dice, int index) => Word("A", 12, dice.Roll(index, Facet.Merchant));

    /// <summary>A 64-bit number. Huge ids exceed 2^53, where a JavaScript number loses precision. The others are below it.</summary>
    public static long Profile(Dice dice, int index, int marketplace, bool huge) =>
        Profile(dice, index, ((long)index * SlotsPerAccount) + marketplace, huge);

    public static long AgencyProfile(Dice dice, int index, int agency) => Profile(dice, index, FirstAgencySlot + agency, huge: false);

    public static int IndexOfProfile(long id) => (int)(id % Slots / SlotsPerAccount);

    public static int MarketplaceOfProfile(long id) => (int)(id % Slots % SlotsPerAccount);

    public static int? AgencyOfProfile(long id) => id % Slots >= FirstAgencySlot ? (int)((id % Slots) - FirstAgencySlot) : null;

    /// <summary>A number as text. Huge ids have 18 digits and exceed 2^53. The others are below it.</summary>
    public static string Advertiser(Dice dice, int index, Seat seat, bool huge)
    {
        var roll = dice.Roll(index, Facet.Advertiser);
        var head = huge ? 2_000_000_000 + (long)(roll % 9_000_000_000) : 10_000_000 + (long)(roll % 80_000_000);
        return ((head * Seats) + ((long)seat.Agency * MostAdvertisers) + seat.Row).ToString(CultureInfo.InvariantCulture);
    }

    public static Seat? SeatOf(string advertiserId) =>
        long.TryParse(advertiserId, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? new Seat((int)(id % Seats / MostAdvertisers), (int)(id % MostAdvertisers))
            : null;

    public static string Manager(Dice dice, int index) => string.Create(ManagerPrefix.Length + 20, (dice, index), static (text, of) =>
    {
        ManagerPrefix.CopyTo(text);
        Dice.Spell(text[ManagerPrefix.Length..][..10], of.dice.Roll(of.index, Facet.IdHead), Lower);
        Dice.Spell(text[^10..], of.dice.Roll(of.index, Facet.IdTail), Lower);
    });

    private static long Profile(Dice dice, int index, long slot, bool huge)
    {
        var roll = dice.Roll(index, Facet.Profile, (int)(slot % SlotsPerAccount));
        var head = huge ? 1_000_000_000 + (long)(roll % 900_000_000_000) : 100_000_000 + (long)(roll % 800_000_000);
        return (head * Slots) + slot;
    }

    private static string Word(string prefix, int length, ulong value) => string.Create(prefix.Length + length, (prefix, value), static (text, of) =>
    {
        of.prefix.CopyTo(text);
        Dice.Spell(text[of.prefix.Length..], of.value, Upper);
    });
}
