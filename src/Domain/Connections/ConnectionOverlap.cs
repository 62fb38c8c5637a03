namespace Accounts.Domain.Connections;

/// <summary>A connection whose newest complete listings show profiles that those of another one show, too.</summary>
/// <param name="Profiles">How many.</param>
public sealed record ConnectionOverlap(Guid ConnectionId, Guid OtherId, int Profiles);
