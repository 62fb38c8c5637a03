using System.Collections.Concurrent;

namespace Accounts.Simulators.Worlds;

/// <summary>Changes that control calls made to generated objects of one kind.</summary>
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

/// <summary>Changes that control calls made to one generated object.</summary>
internal sealed record Edit(string? Name = null, string? Status = null, bool Removed = false)
{
    public static readonly Edit None = new();
}

/// <summary>An account as raw JSON, added unchecked to a page (1-based, null means the last page).</summary>
internal sealed record RawAccount(string Json, int? Page);
