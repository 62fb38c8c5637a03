namespace Accounts.Hosting.Processes;

/// <summary>Keeps the newest lines of a process and completes waiters when a matching line arrives.</summary>
internal sealed class OutputLines(int capacity) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<string> _lines = new();
    private readonly List<Waiter> _waiters = [];
    private StreamWriter? _log;

    public IReadOnlyList<string> Newest
    {
        get
        {
            lock (_gate)
            {
                return [.. _lines];
            }
        }
    }

    public void CopyTo(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        _log = new StreamWriter(new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
    }

    public void Add(string? line)
    {
        if (line is null) return;

        lock (_gate)
        {
            _lines.Enqueue(line);
            if (_lines.Count > capacity) _lines.Dequeue();
            _log?.WriteLine(line);
            foreach (var waiter in _waiters.Where(waiter => waiter.Matches(line)))
            {
                waiter.Found.TrySetResult(line);
            }
        }
    }

    public async Task<string> WaitAsync(Func<string, bool> matches, CancellationToken ct)
    {
        var waiter = new Waiter(matches, new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (_gate)
        {
            if (_lines.FirstOrDefault(matches) is { } seen) return seen;

            _waiters.Add(waiter);
        }

        try
        {
            return await waiter.Found.Task.WaitAsync(ct);
        }
        finally
        {
            lock (_gate)
            {
                _waiters.Remove(waiter);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _log?.Dispose();
            _log = null;
        }
    }

    private sealed record Waiter(Func<string, bool> Matches, TaskCompletionSource<string> Found);
}
