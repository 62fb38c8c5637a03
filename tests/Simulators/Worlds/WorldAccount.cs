namespace Accounts.Simulators.Worlds;

/// <summary>A global ads account, independent of Amazon's wire format.</summary>
public sealed record WorldAccount(string Id, string Name, string Status, IReadOnlyList<string> CountryCodes)
{
    /// <summary>One complete entry per country. On the wire the two ids usually arrive in separate entries.</summary>
    public IReadOnlyList<WorldAlternateId> AlternateIds { get; init; } = [];

    /// <summary>The errors per country, only for partially created and disabled accounts.</summary>
    public IReadOnlyDictionary<string, WorldAccountError> Errors { get; init; } = new Dictionary<string, WorldAccountError>();

    /// <summary>Whether both ids of a country are returned in one entry.</summary>
    public bool KeepsIdsTogether { get; init; }

    /// <summary>Whether the response has fields that no specification mentions.</summary>
    public bool HasUnknownFields { get; init; }
}

public sealed record WorldAlternateId(string CountryCode, long? ProfileId, string? EntityId);

public sealed record WorldAccountError(int Id, string Code, string Message);
