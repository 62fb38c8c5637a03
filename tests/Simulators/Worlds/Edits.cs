using System.Collections.Concurrent;

namespace Accounts.Simulators.Worlds;

/// <summary>What control calls have changed about generated things of one kind.</summary>
internal sealed class Edits<TKey> where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Edit> _edits = [];

    public Edit Of(TKey key) => _edits.TryGetValue(key, out var edit) ? edit : Edit.None;

    public bool Change(TKey key, Func<Edit, Edit> change)
    {
        _edits.AddOrUpdate(key, _ => change(Edit.None), (_, edit) => change(edit));
        return true;
    }

    public void Clear() => _edits.Clear();
}

/// <summary>What control calls have changed about one generated thing.</summary>
internal sealed record Edit(string? Name = null, string? Status = null, bool Removed = false)
{
    public static readonly Edit None = new();
}

/// <summary>An account as raw JSON, added to a page (1-based; null is the last page) whatever it looks like.</summary>
internal sealed record RawAccount(string Json, int? Page);
