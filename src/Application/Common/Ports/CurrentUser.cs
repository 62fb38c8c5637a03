using Accounts.Application.Common.Jobs;
using Accounts.Domain.Common;

namespace Accounts.Application.Common.Ports;

/// <summary>
/// The user of this scope. Set once: at sign-in for a request, by the worker for a job.
/// The database returns only this user's rows; without a user, none.
/// </summary>
public sealed class CurrentUser
{
    private UserId? _id;

    public UserId Id => _id ?? throw new InvalidOperationException("The scope has no user.");

    public bool IsKnown => _id is not null;

    /// <summary>The Clerk session, or null in a job.</summary>
    public string? SessionId { get; private set; }

    /// <summary>Whether the scope runs background work, which no user waits for.</summary>
    public bool IsJob => SessionId is null;

    /// <summary>The impersonator of the user, or null.</summary>
    public string? Impersonator { get; private set; }

    /// <summary>
    /// The job that this scope works on. Every transaction of the scope first checks that this instance still owns the job.
    /// </summary>
    public OwnedJob? Job { get; private set; }

    public void Become(OwnedJob job)
    {
        Become(job.User);
        Job = job;
    }

    public void Become(UserId id, string? sessionId = null, string? impersonator = null)
    {
        if (_id is { } known && known != id) throw new InvalidOperationException("A scope serves one user.");

        _id = id;
        SessionId = sessionId;
        Impersonator = impersonator;
    }
}
