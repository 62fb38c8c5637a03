using Accounts.Domain.Common;
using Accounts.Domain.Connections;

namespace Accounts.Application.Common.Ports;

/// <summary>How long a call may wait for Amazon.</summary>
public enum Patience
{
    /// <summary>A user waits: few attempts, and a result within the request's deadline.</summary>
    Request,

    /// <summary>Background work: more attempts over a longer time.</summary>
    Job,
}

/// <summary>The user and the access token of a call to Amazon.</summary>
/// <param name="User">The user, among whom Amazon's limits are shared fairly.</param>
/// <param name="TokenAsync">
/// Returns the current access token. Called for each attempt, because a call may wait for a permit for longer than a token is valid.
/// </param>
public sealed record AmazonLogin(UserId User, Patience Patience, Func<CancellationToken, Task<Result<Secret>>> TokenAsync);
