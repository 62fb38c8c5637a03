namespace Accounts.Simulators.Worlds;

/// <summary>A manager account with all its links, of which Amazon returns the first fifty.</summary>
public sealed record WorldManager(string Id, string Name, IReadOnlyList<WorldLink> Links)
{
    /// <summary>Whether the answer carries fields no specification mentions.</summary>
    public bool HasUnknownFields { get; init; }
}

/// <summary>
/// One account linked to a manager. <paramref name="AccountId"/> is the entity or merchant id, equal to <c>accountInfo.id</c> of its profile.
/// </summary>
public sealed record WorldLink(string AccountType, string AccountId, string AccountName)
{
    public string? MarketplaceId { get; init; }

    public long? ProfileId { get; init; }

    public string? DspAdvertiserId { get; init; }

    /// <summary>Whether Amazon's response contains it.</summary>
    public bool Returned { get; init; }

    /// <summary>Whether ids that do not apply are returned as <c>""</c> instead of <c>null</c>.</summary>
    public bool BlanksAreEmpty { get; init; }

    /// <summary>Whether the answer carries fields no specification mentions.</summary>
    public bool HasUnknownFields { get; init; }
}
