using Accounts.Application.Common.Jobs;
using Accounts.Domain.Common;

namespace Accounts.Application.Common.Ports;

/// <summary>
/// Whose work this scope does. Set once: by sign-in for a request, by whoever opens the scope for a job.
/// The database shows this user's rows and no others; unset, it shows none.
/// </summary>
public sealed class CurrentUser
{
    private UserId? _id;

    public UserId Id => _id ?? throw new InvalidOperationException("Nobody is signed in to this scope.");

    public bool IsKnown => _id is not null;

    /// <summary>The Clerk session, or null in a job.</summary>
    public string? SessionId { get; private set; }

    /// <summary>Nobody waits for this scope's work.</summary>
    public bool IsJob => SessionId is null;

    /// <summary>Who is impersonating the user, if anybody.</summary>
    public string? Impersonator { get; private set; }

    /// <summary>The job that this scope works on. Every transaction of the scope first proves that the job is still this instance's.</summary>
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
