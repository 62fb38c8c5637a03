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
}
