namespace Accounts.Simulators.Worlds;

internal enum Facet
{
    Trait,
    IdHead,
    IdTail,
    Name,
    CountryCount,
    FirstCountry,
    CountryStep,
    Kind,
    Merchant,
    Access,
    Program,
    Payment,
    Budget,
    Ripening,
    Profile,
    Advertiser,
    Entity = 64,
}

/// <summary>Computes a number for every (seed, index, facet) without storing it, so that generating any account takes the same time.</summary>
internal readonly record struct Dice(ulong Seed)
{
    public static Dice For(int seed, string name) =>
        new(name.Aggregate(Mix((ulong)(uint)seed), (hash, letter) => Mix(hash ^ letter)));

    public ulong Roll(int index, Facet facet, int part = 0) => Mix(Seed ^ Mix(((ulong)(uint)index << 32) | (uint)(((int)facet << 8) + part)));

    public int Roll(int index, Facet facet, int part, int sides) => (int)(Roll(index, facet, part) % (ulong)sides);

    public static void Spell(Span<char> target, ulong value, ReadOnlySpan<char> alphabet)
    {
        for (var i = target.Length - 1; i >= 0; i--)
        {
            target[i] = alphabet[(int)(value % (ulong)alphabet.Length)];
            value /= (ulong)alphabet.Length;
        }
    }

    // SplitMix64's finalizer
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
