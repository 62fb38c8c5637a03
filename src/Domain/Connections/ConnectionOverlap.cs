namespace Accounts.Domain.Connections;

/// <summary>Two connections whose newest complete listings contain some of the same profiles.</summary>
/// <param name="Profiles">The number of shared profiles.</param>
public sealed record ConnectionOverlap(Guid ConnectionId, Guid OtherId, int Profiles);
