using Accounts.Domain.Common;

namespace Accounts.Application.Users;

/// <summary>Who a verified Clerk subject is here.</summary>
public interface IUserDirectory
{
    /// <summary>
    /// The user of a Clerk id, made at the first request if there is none; two first requests at once make one.
    /// Null for a user who was deleted: the tombstone outlives tokens that are still valid.
    /// </summary>
    Task<UserId?> ResolveAsync(string clerkUserId, CancellationToken ct);

    /// <summary>
    /// Applies what Clerk says of a user, in one transaction with the memory that it was applied. News older than what is known change nothing;
    /// a deletion destroys the user's tokens and leaves a tombstone.
    /// </summary>
    /// <returns>False when this delivery had been applied before.</returns>
    Task<bool> ApplyAsync(ClerkUserEvent news, CancellationToken ct);
}

/// <param name="DeliveryId">The same on every redelivery.</param>
/// <param name="ChangedAt">Clerk's time of the change.</param>
public sealed record ClerkUserEvent(
    string DeliveryId, string Type, string ClerkUserId, DateTimeOffset ChangedAt, string? Email, string? FirstName, string? LastName, string? ImageUrl);
