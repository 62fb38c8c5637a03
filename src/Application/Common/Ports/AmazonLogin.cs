using Accounts.Domain.Common;
using Accounts.Domain.Connections;

namespace Accounts.Application.Common.Ports;

/// <summary>How long whoever waits for Amazon's answer can wait.</summary>
public enum Patience
{
    /// <summary>A person waits: few tries, and an answer within the request's deadline.</summary>
    Request,

    /// <summary>Nobody waits: more tries over a longer time.</summary>
    Job,
}

/// <summary>On whose behalf Amazon is called.</summary>
/// <param name="User">Who shares Amazon's limits fairly with everybody else.</param>
/// <param name="TokenAsync">
/// The access token as it is at this moment. Asked for at every try, because a call may wait for its turn for longer than a token lasts.
/// </param>
public sealed record AmazonLogin(UserId User, Patience Patience, Func<CancellationToken, Task<Result<Secret>>> TokenAsync);
