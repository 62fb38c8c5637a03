namespace Accounts.Simulators.Control;

/// <summary>Holds back the responses of a route until it is disposed. The calls are recorded when they arrive.</summary>
public sealed class Hold : IDisposable
{
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Task Released => _released.Task;

    public void Dispose() => _released.TrySetResult();
}
