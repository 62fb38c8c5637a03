using System.Collections.Concurrent;

namespace Accounts.Simulators.Worlds;

internal sealed class WorldEdits(int size)
{
    private readonly ConcurrentQueue<RawAccount> _raw = [];
    private volatile int _size = Checked(size);

    public int Size => _size;

    /// <summary>Keyed by the index of the account.</summary>
    public Edits<int> Accounts { get; } = new();

    public Edits<long> Profiles { get; } = new();

    public Edits<Seat> Advertisers { get; } = new();

    public Edits<string> Managers { get; } = new();

    public ConcurrentQueue<RegisteredAccount> Registered { get; } = [];

    public IEnumerable<RawAccount> Raw => _raw;

    public void Resize(int to) => _size = Checked(to);

    public void Append(RawAccount account) => _raw.Enqueue(account);

    public void Clear()
    {
        Accounts.Clear();
        Profiles.Clear();
        Advertisers.Clear();
        Managers.Clear();
        _raw.Clear();
        Registered.Clear();
    }

    private static int Checked(int size) => size is >= 0 and <= AmazonIds.LargestWorld
        ? size
        : throw new ArgumentOutOfRangeException(nameof(size), size, $"A world has 0 to {AmazonIds.LargestWorld} accounts.");
}
