namespace Accounts.Simulators.Worlds;

/// <summary>A manager account with everything it is linked to, of which Amazon tells the first fifty.</summary>
public sealed record WorldManager(string Id, string Name, IReadOnlyList<WorldLink> Links)
{
    /// <summary>Whether the answer carries fields no specification mentions.</summary>
    public bool HasUnknownFields { get; init; }
}

/// <summary>
/// One account linked to a manager. <paramref name="AccountId"/> is the entity or merchant id, <c>accountInfo.id</c> of the profile it belongs to.
/// </summary>
public sealed record WorldLink(string AccountType, string AccountId, string AccountName)
{
    public string? MarketplaceId { get; init; }

    public long? ProfileId { get; init; }

    public string? DspAdvertiserId { get; init; }

    /// <summary>Whether Amazon's answer has it.</summary>
    public bool Returned { get; init; }

    /// <summary>Ids that do not apply arrive as <c>""</c> and not as <c>null</c>.</summary>
    public bool BlanksAreEmpty { get; init; }

    /// <summary>Whether the answer carries fields no specification mentions.</summary>
    public bool HasUnknownFields { get; init; }
}
