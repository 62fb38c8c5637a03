namespace Accounts.Simulators.Worlds;

/// <summary>Amazon's three regions, each with hosts of its own. The path prefix is the name in lower case.</summary>
public enum AdsRegion
{
    Na,
    Eu,
    Fe,
}
