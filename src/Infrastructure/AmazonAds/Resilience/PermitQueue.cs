using Accounts.Domain.Common;

namespace Accounts.Infrastructure.AmazonAds.Resilience;

/// <summary>
/// The calls that wait for permits of one bucket on this instance. Permits are leased for all of them together, and some in advance where the rate is
/// high, so that a call does not cost a round trip. They are granted to the users in rotation.
/// </summary>
internal sealed class PermitQueue(Func<IReadOnlyList<string>, int, Task<PermitLease>> leaseAsync, double startRate, TimeProvider clock)
{
    /// <summary>How much is leased beyond the waiting calls, and how long it may be used. Both are too little for other instances to
    /// notice.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LeaseLifetime = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly WaitingCalls _waiting = new();
    private readonly SubjectWaits _waits = new(clock);
    private TaskCompletionSource _arrival = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private double _rate = startRate;
    private int _leased;
    private long _leasedAt;
    private Permit _leasedPermit;
    private bool _isPumping;

    /// <summary>How long the subject receives no permit on this instance, as far as is known.</summary>
    public TimeSpan BlockedFor(string subject)
    {
        lock (_lock) return _waits.BlockedFor(subject);
    }

    public Task<Permit> WaitAsync(UserId user, string subject, CancellationToken ct)
    {
        var call = new WaitingCall(user, subject);
        lock (_lock)
        {
            if (!Asking().Any() && TryTakeLeased(subject)) return Task.FromResult(_leasedPermit);

            _waiting.Add(call);
            _arrival.TrySetResult();
            if (!_isPumping)
            {
                _isPumping = true;
                _ = Task.Run(PumpAsync, CancellationToken.None);
            }
        }

        return call.WaitAsync(ct);
    }

    /// <summary>A call was refused: its subject makes no calls for a while. Other subjects continue.</summary>
    public void Pause(UserId user, string subject, TimeSpan pause)
    {
        lock (_lock)
        {
            _waits.Pause(subject, pause);
            _waiting.Restore(user);
        }
    }

    /// <summary>The shared rate was reduced: permits that were leased at the higher rate are not used.</summary>
    public void DiscardLeasedPermits()
    {
        lock (_lock) _leased = 0;
    }

    private async Task PumpAsync()
    {
        while (true)
        {
            WaitingCall[] calls;
            int ahead;
            lock (_lock)
            {
                _waiting.Prune();
                if (!_waiting.InOrder.Any())
                {
                    _isPumping = false;
                    return;
                }

                _arrival = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                calls = [.. Asking()];
                ahead = calls.All(call => _waits.IsLimited(call.Subject)) ? 0 : (int)(_rate * Ahead.TotalSeconds);
            }

            if (calls.Length > 0) await LeaseAndGrantAsync(calls, ahead);
            await RestAsync();
        }
    }

    private async Task LeaseAndGrantAsync(WaitingCall[] calls, int ahead)
    {
        var asked = clock.GetTimestamp();
        var lease = await LeaseAsync([.. calls.Select(call => call.Subject)], ahead);
        lock (_lock)
        {
            var permit = new Permit(lease.GrantedAt);
            _rate = lease.Rate;
            _waits.Learn(lease, calls.Select(call => call.Subject));
            var unused = lease.Granted.Select(place => calls[place]).Count(call => !Grant(call, permit) && !_waits.IsLimited(call.Subject));
            if (lease.Ahead + unused > 0) (_leased, _leasedAt, _leasedPermit) = (lease.Ahead + unused, asked, permit);
            foreach (var call in _waiting.InOrder.ToArray())
                if (TryTakeLeased(call.Subject) && !Grant(call, _leasedPermit)) _leased++;
        }
    }

    /// <summary>Waits until permits can be requested for one of the waiting calls, or until another call arrives, which may have to wait
    /// less.</summary>
    private async Task RestAsync()
    {
        TimeSpan rest;
        Task arrival;
        lock (_lock)
        {
            if (!_waiting.InOrder.Any()) return; // the pump ends
            (rest, arrival) = (_waiting.InOrder.Min(call => _waits.AskAgainIn(call.Subject)), _arrival.Task);
        }

        if (rest > TimeSpan.Zero) await Task.WhenAny(Task.Delay(rest, clock), arrival);
    }

    /// <summary>While the database is unavailable each instance continues at the rate that was learned last.</summary>
    private async Task<PermitLease> LeaseAsync(string[] calls, int ahead)
    {
        try
        {
            return await leaseAsync(calls, ahead);
        }
        catch (Exception)
        {
            await Task.Delay(TimeSpan.FromSeconds(1 / _rate), clock);
            return new PermitLease([0], Ahead: 0, TimeSpan.Zero, _rate, GrantedAt: null);
        }
    }

    /// <summary>The waiting calls for which permits can be requested now.</summary>
    private IEnumerable<WaitingCall> Asking() => _waiting.InOrder.Where(call => _waits.AskAgainIn(call.Subject) == TimeSpan.Zero);

    private bool TryTakeLeased(string subject)
    {
        if (_leased == 0 || _waits.IsLimited(subject) || clock.GetElapsedTime(_leasedAt) > LeaseLifetime) return false;

        _leased--;
        return true;
    }

    /// <summary>Returns false if the caller has cancelled: the permit is left for another call.</summary>
    private bool Grant(WaitingCall call, Permit permit)
    {
        _waiting.Remove(call);
        return call.TryGrant(permit);
    }
}
