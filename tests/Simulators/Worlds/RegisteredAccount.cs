namespace Accounts.Simulators.Worlds;

/// <summary>What becomes of a registered account: PENDING, and then CREATED, or DISABLED with a reason.</summary>
/// <param name="Seconds">How long it is pending, on the simulator's clock.</param>
/// <param name="Reason">Why it is disabled; null to create it.</param>
public sealed record RegistrationOutcome(double Seconds = 2, WorldAccountError? Reason = null);

/// <summary>An account that a call has registered.</summary>
internal sealed record RegisteredAccount(string Id, string Name, string Country, DateTimeOffset RegisteredAt, RegistrationOutcome Outcome)
{
    public WorldAccount At(DateTimeOffset now)
    {
        if (now < RegisteredAt.AddSeconds(Outcome.Seconds)) return new WorldAccount(Id, Name, "PENDING", []);

        return Outcome.Reason is { } reason
            ? new WorldAccount(Id, Name, "DISABLED", [Country]) { Errors = new Dictionary<string, WorldAccountError> { [Country] = reason } }
            : new WorldAccount(Id, Name, "CREATED",
                [Country])
            { AlternateIds = [new WorldAlternateId(Country, ProfileId: null, "ENTITY" + Id[^12..].ToUpperInvariant())] };
    }
}
