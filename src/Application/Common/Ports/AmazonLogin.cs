using Accounts.Domain.Common;
using Accounts.Domain.Connections;

namespace Accounts.Application.Common.Ports;

/// <summary>How often and for how long a call to Amazon is retried.</summary>
public enum RetryProfile
{
    /// <summary>A person waits: few attempts, and a result within the deadline of the request.</summary>
    Request,

    /// <summary>A background job: more attempts over a longer time.</summary>
    Job,
}

/// <summary>The user, the connection and the access token of a call to Amazon.</summary>
/// <param name="User">Users share the rate limits fairly.</param>
/// <param name="Connection">Amazon counts a call for its connection, unless the call is made for a profile.</param>
/// <param name="TokenAsync">
/// Returns the current access token. It is called for every attempt, because a call may wait for a permit longer than a token lasts.
/// </param>
public sealed record AmazonLogin(UserId User, ConnectionId Connection, RetryProfile Retries,
    Func<CancellationToken, Task<Result<Secret>>> TokenAsync);
