namespace Accounts.Simulators.Worlds;

/// <summary>One global ads account as it is in truth, before Amazon's way of writing it.</summary>
public sealed record WorldAccount(string Id, string Name, string Status, IReadOnlyList<string> CountryCodes)
{
    /// <summary>One entry a country, whole; on the wire the two ids usually arrive apart.</summary>
    public IReadOnlyList<WorldAlternateId> AlternateIds { get; init; } = [];

    /// <summary>Why a country failed; only for partly created and disabled accounts.</summary>
    public IReadOnlyDictionary<string, WorldAccountError> Errors { get; init; } = new Dictionary<string, WorldAccountError>();

    /// <summary>Whether both ids of a country arrive in one entry.</summary>
    public bool KeepsIdsTogether { get; init; }

    /// <summary>Whether the answer carries fields no specification mentions.</summary>
    public bool HasUnknownFields { get; init; }
}

public sealed record WorldAlternateId(string CountryCode, long? ProfileId, string? EntityId);

public sealed record WorldAccountError(int Id, string Code, string Message);
