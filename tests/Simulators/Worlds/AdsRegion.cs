namespace Accounts.Simulators.Worlds;

/// <summary>Amazon's three regions, each with its own hosts. The path prefix is the name in lower case.</summary>
public enum AdsRegion
{
    Na,
    Eu,
    Fe,
}
