using Accounts.Simulators.Control;

namespace Accounts.DashboardTests.Harness;

/// <summary>A world in which a test decides how long a sync takes, and what fails in it. The tests of a class take turns.</summary>
public sealed class HeldWorld(DashboardRun run) : DashboardWorld(run)
{
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>No listing of accounts is answered until the result is disposed.</summary>
    public async Task<IDisposable> HoldSyncsAsync()
    {
        await _turn.WaitAsync();
        return new Turn(_turn, Amazon.Hold(Routes.ListAccounts));
    }

    /// <summary>These calls of one login fail until the result is disposed.</summary>
    public async Task<IDisposable> FailAsync(params IEnumerable<Fault> faults)
    {
        await _turn.WaitAsync();
        foreach (var fault in faults) Amazon.Inject(fault);
        return new Turn(_turn, new Cleared(this));
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
