using System.Collections.Concurrent;

namespace Accounts.Simulators.Worlds;

internal sealed class WorldEdits(int size)
{
    private readonly ConcurrentDictionary<int, AccountEdit> _edits = [];
    private readonly ConcurrentQueue<RawAccount> _raw = [];
    private volatile int _size = Checked(size);

    public int Size => _size;

    public IEnumerable<RawAccount> Raw => _raw;

    public AccountEdit Of(int index) => _edits.TryGetValue(index, out var edit) ? edit : AccountEdit.None;

    public void Change(int index, Func<AccountEdit, AccountEdit> change) =>
        _edits.AddOrUpdate(index, _ => change(AccountEdit.None), (_, edit) => change(edit));

    public void Resize(int to) => _size = Checked(to);

    public void Append(RawAccount account) => _raw.Enqueue(account);

    public void Clear()
    {
        _edits.Clear();
        _raw.Clear();
    }

    private static int Checked(int size) => size is >= 0 and <= AmazonIds.LargestWorld
        ? size
        : throw new ArgumentOutOfRangeException(nameof(size), size, $"A world has 0 to {AmazonIds.LargestWorld} accounts.");
}
