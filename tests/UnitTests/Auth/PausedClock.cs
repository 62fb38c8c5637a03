using System.Threading.Channels;

namespace Accounts.UnitTests.Auth;

/// <summary>A clock that does not advance. The test ends each requested delay.</summary>
internal sealed class PausedClock : TimeProvider
{
    private readonly Channel<(TimeSpan Length, Action End)> _pauses = Channel.CreateUnbounded<(TimeSpan, Action)>();

    public DateTimeOffset Now { get; set; } = new(2026, 1, 31, 10, 30, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;

    /// <summary>Waits for the next requested delay, ends it immediately and returns its length.</summary>
    public async Task<TimeSpan> EndPauseAsync()
    {
        var (length, end) = await _pauses.Reader.ReadAsync(TestContext.Current.CancellationToken);
        end();
        return length;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _pauses.Writer.TryWrite((dueTime, () => callback(state)));
        return new Waiting();
    }

    private sealed class Waiting : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
