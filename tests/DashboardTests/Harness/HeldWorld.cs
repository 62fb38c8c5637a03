using Accounts.Simulators.Control;

namespace Accounts.DashboardTests.Harness;

/// <summary>A world in which a test decides how long a sync takes, and what fails in it. The tests of a class take turns.</summary>
public sealed class HeldWorld(DashboardRun run) : DashboardWorld(run)
{
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>No listing of accounts is answered until the result is disposed.</summary>
    public Task<IDisposable> HoldSyncsAsync() => TakeTurnAsync(() => Amazon.Hold(Routes.ListAccounts));

    /// <summary>These calls of one login fail until the result is disposed.</summary>
    public Task<IDisposable> FailAsync(params IEnumerable<Fault> faults) => TakeTurnAsync(() =>
    {
        foreach (var fault in faults) Amazon.Inject(fault);
        return new Cleared(this);
    });

    /// <summary>No other test changes Amazon until the result is disposed; then no fault is left.</summary>
    public Task<IDisposable> TakeTurnAsync() => TakeTurnAsync(() => new Cleared(this));

    private async Task<IDisposable> TakeTurnAsync(Func<IDisposable> change)
    {
        await _turn.WaitAsync();
        return new Turn(_turn, change());
    }

    private sealed class Turn(SemaphoreSlim turn, IDisposable effect) : IDisposable
    {
        public void Dispose()
        {
            effect.Dispose();
            turn.Release();
        }
    }

    private sealed class Cleared(HeldWorld world) : IDisposable
    {
        public void Dispose() => world.Amazon.ClearFaults();
    }
}
