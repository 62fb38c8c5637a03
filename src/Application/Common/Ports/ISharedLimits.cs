using Accounts.Domain.Common;

namespace Accounts.Application.Common.Ports;

/// <summary>Counts requests that all instances count together, in windows on the database's clock.</summary>
public interface ISharedLimits
{
    /// <summary>Counts a request of the user unless the window is full, in one round trip.</summary>
    /// <param name="user">Whose request it is.</param>
    /// <param name="subject">The policy, and the part of the user's requests that is counted separately.</param>
    /// <param name="limit">How many requests the window allows.</param>
    /// <param name="window">The length of a window, which begins with its first request.</param>
    /// <param name="ct">Cancels the request.</param>
    /// <exception cref="UserDeletedException">The user was deleted; nothing was counted.</exception>
    Task<RequestCount> CountAsync(UserId user, string subject, int limit, TimeSpan window, CancellationToken ct);

    /// <summary>How many accounts the user has, of any status.</summary>
    Task<long> AccountsOfAsync(UserId user, CancellationToken ct);

    /// <summary>Deletes ended windows.</summary>
    Task SweepAsync(CancellationToken ct);
}

/// <param name="IsWithin">Whether the request was counted. A request beyond the limit is not.</param>
/// <param name="Limit">How many requests the window allows.</param>
/// <param name="Remaining">How many more are allowed until the window ends.</param>
/// <param name="Reset">The time until the window ends.</param>
public readonly record struct RequestCount(bool IsWithin, int Limit, int Remaining, TimeSpan Reset);
