using Accounts.Domain.Common;

namespace Accounts.Infrastructure.AmazonAds.Resilience;

/// <summary>A call that waits for a permit.</summary>
internal sealed class WaitingCall(UserId user, string subject)
{
    private readonly TaskCompletionSource<Permit> _permit = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public UserId User => user;

    public string Subject => subject;

    public bool IsOver => _permit.Task.IsCompleted;

    /// <summary>Returns false if the caller has cancelled: the permit is still unused.</summary>
    public bool TryGrant(Permit permit) => _permit.TrySetResult(permit);

    public async Task<Permit> WaitAsync(CancellationToken ct)
    {
        await using var cancellation = ct.UnsafeRegister(_ => _permit.TrySetCanceled(ct), state: null);
        return await _permit.Task;
    }
}

/// <summary>The calls that wait on this instance, by user. Users are served in rotation, however many calls each one has. Not thread-safe.</summary>
internal sealed class WaitingCalls
{
    private readonly List<(UserId User, List<WaitingCall> Calls)> _users = [];
    private readonly HashSet<UserId> _refused = [];

    /// <summary>All calls, in the order in which they are to be served: the first of each user, then the second of each user, and so on.</summary>
    public IEnumerable<WaitingCall> InOrder
    {
        get
        {
            for (var round = 0; _users.Any(u => u.Calls.Count > round); round++)
                foreach (var (_, calls) in _users.Where(u => u.Calls.Count > round)) yield return calls[round];
        }
    }

    public void Add(WaitingCall call)
    {
        var place = _users.FindIndex(u => u.User == call.User);
        if (place >= 0) _users[place].Calls.Add(call);
        else _users.Insert(_refused.Remove(call.User) ? 0 : _users.Count, (call.User, [call]));
    }

    /// <summary>A call of the user was refused, so the user was not served: the next call does not go to the end of the rotation.</summary>
    public void Restore(UserId user) => _refused.Add(user);

    /// <summary>Removes a served call, and moves its user to the end of the rotation.</summary>
    public void Remove(WaitingCall call)
    {
        var place = _users.FindIndex(u => u.User == call.User);
        if (place < 0 || !_users[place].Calls.Remove(call)) return;

        var user = _users[place];
        _users.RemoveAt(place);
        if (user.Calls.Count > 0) _users.Add(user);
    }

    /// <summary>Removes the calls whose callers have cancelled.</summary>
    public void Prune()
    {
        foreach (var (_, calls) in _users) calls.RemoveAll(call => call.IsOver);
        _users.RemoveAll(u => u.Calls.Count == 0);
    }
}
