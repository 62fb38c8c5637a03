using Accounts.Domain.Common;

namespace Accounts.Infrastructure.AmazonAds.Resilience;

/// <summary>
/// Those who wait for one budget on this instance. Calls are leased for all of them together, and a little ahead where the rate is high, so that a call
/// does not cost a round trip; they are handed out to the users in turn, however many calls each of them waits with.
/// </summary>
internal sealed class TurnQueue(Func<int, Task<CallLease>> leaseAsync, double startRate, TimeProvider clock)
{
    /// <summary>How much is leased beyond what is waited for, and how long that may be used: less than anybody else would notice.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LeaseLasts = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly LinkedList<(UserId User, Queue<TaskCompletionSource<long>> Calls)> _round = new();
    private double _rate = startRate;
    private int _leased;
    private long _leasedAt;
    private long _blockedUntil;
    private bool _isPumping;

    /// <summary>How long nobody here gets a turn, as far as is known.</summary>
    public TimeSpan BlockedFor
    {
        get
        {
            lock (_lock) return clock.GetElapsedTime(clock.GetTimestamp(), _blockedUntil) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <returns>When the turn was leased.</returns>
    public Task<long> WaitAsync(UserId user, CancellationToken ct)
    {
        TaskCompletionSource<long> turn;
        lock (_lock)
        {
            if (_round.Count == 0 && TakeLeased()) return Task.FromResult(_leasedAt);

            turn = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
            Enqueue(user, turn);
            if (!_isPumping)
            {
                _isPumping = true;
                _ = Task.Run(PumpAsync, CancellationToken.None);
            }
        }

        return AwaitAsync(turn, ct);
    }

    /// <summary>What has been leased is not used any more: the budget it came from was too large.</summary>
    public void Forfeit()
    {
        lock (_lock) _leased = 0;
    }

    private static async Task<long> AwaitAsync(TaskCompletionSource<long> turn, CancellationToken ct)
    {
        await using var leaving = ct.UnsafeRegister(_ => turn.TrySetCanceled(ct), state: null); // no turn is spent on who has gone
        return await turn.Task;
    }

    private async Task PumpAsync()
    {
        while (true)
        {
            int wanted;
            lock (_lock)
            {
                if (_round.Count == 0)
                {
                    _isPumping = false;
                    return;
                }

                wanted = _round.Sum(waiting => waiting.Calls.Count) + (int)(_rate * Ahead.TotalSeconds);
            }

            var asked = clock.GetTimestamp(); // before, not after: a lease must not look younger than a cut that it did not know of
            var lease = await LeaseAsync(wanted);
            lock (_lock)
            {
                (_leased, _leasedAt, _rate) = (lease.Granted, asked, lease.Rate);
                _blockedUntil = clock.GetTimestamp() + (long)(lease.Wait.TotalSeconds * clock.TimestampFrequency);
                for (; _round.Count > 0 && _leased > 0; _leased--) ServeNext();
            }

            if (lease.Wait > TimeSpan.Zero) await Task.Delay(lease.Wait < LongestLook ? lease.Wait : LongestLook, clock);
        }
    }

    /// <summary>While the database is away everybody goes on at the pace that was learned last, each instance for itself.</summary>
    private async Task<CallLease> LeaseAsync(int wanted)
    {
        try
        {
            return await leaseAsync(wanted);
        }
        catch (Exception)
        {
            await Task.Delay(TimeSpan.FromSeconds(1 / _rate), clock);
            return new CallLease(1, TimeSpan.Zero, _rate);
        }
    }

    private bool TakeLeased()
    {
        if (_leased == 0 || clock.GetElapsedTime(_leasedAt) > LeaseLasts) return false;

        _leased--;
        return true;
    }

    private void Enqueue(UserId user, TaskCompletionSource<long> turn)
    {
        for (var place = _round.First; place is not null; place = place.Next)
        {
            if (place.Value.User != user) continue;
            place.Value.Calls.Enqueue(turn);
            return;
        }

        _round.AddLast((user, new Queue<TaskCompletionSource<long>>([turn])));
    }

    /// <summary>The first in the round gets the turn and goes to its end.</summary>
    private void ServeNext()
    {
        while (_round.First is { } next)
        {
            _round.RemoveFirst();
            var served = next.Value.Calls.Dequeue().TrySetResult(_leasedAt);
            if (next.Value.Calls.Count > 0) _round.AddLast(next);
            if (served) return;
        }

        _leased++; // whoever waited has gone
    }
}
