using Accounts.Domain.Common;
using Accounts.Domain.Connections;

namespace Accounts.Application.Connections.Consent;

/// <summary>Authorization flows through the consent page. Only hashes of state and browser are stored.</summary>
public interface IAuthorizationAttempts
{
    /// <summary>Stores an attempt; one more than <see cref="AuthorizationOptions.MaxPending"/> drops the user's oldest.</summary>
    /// <returns>How long the attempt is valid, on the database's clock.</returns>
    Task<TimeSpan> StartAsync(NewAuthorizationAttempt attempt, CancellationToken ct);

    /// <summary>
    /// Consumes an attempt in one statement, so that at most one of two callbacks with the same state receives it.
    /// Null if the state is unknown, used, expired, or belongs to another browser or a deleted user. The result does not distinguish these cases.
    /// </summary>
    Task<AuthorizationAttempt?> ConsumeAsync(Secret state, Secret browser, CancellationToken ct);

    /// <summary>Finds the owner of a state that could not be consumed, and the reason. Null if the state is unknown.</summary>
    Task<UnusableAttempt?> FindUnusableAsync(Secret state, CancellationToken ct);
}

/// <param name="Reason"><c>used</c>, <c>expired</c> or <c>other_browser</c>.</param>
public sealed record UnusableAttempt(UserId User, string Reason);

public sealed record NewAuthorizationAttempt(
    UserId User,
    string SessionId,
    Secret State,
    Secret Browser,
    Region Region,
    ConnectionId? Connection,
    string? ReturnTo,
    ProtectedToken CodeVerifier);
