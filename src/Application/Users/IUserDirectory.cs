using Accounts.Domain.Common;

namespace Accounts.Application.Users;

/// <summary>Maps verified Clerk subjects to users.</summary>
public interface IUserDirectory
{
    /// <summary>
    /// The user of a Clerk id, created by the first request; concurrent first requests create one user.
    /// Null for a deleted user: the tombstone outlives session tokens that are still valid.
    /// </summary>
    Task<UserId?> ResolveAsync(string clerkUserId, CancellationToken ct);

    /// <summary>
    /// Applies a Clerk event and records its delivery in one transaction. An event older than the stored state changes nothing.
    /// A deletion destroys the user's tokens and leaves a tombstone.
    /// </summary>
    /// <returns>False if this delivery was applied before.</returns>
    Task<bool> ApplyAsync(ClerkUserEvent news, CancellationToken ct);
}

/// <param name="DeliveryId">The same on every redelivery.</param>
/// <param name="ChangedAt">Clerk's time of the change.</param>
public sealed record ClerkUserEvent(
    string DeliveryId, string Type, string ClerkUserId, DateTimeOffset ChangedAt, string? Email, string? FirstName, string? LastName,
    string? ImageUrl);
