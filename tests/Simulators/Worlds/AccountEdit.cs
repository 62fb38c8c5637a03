namespace Accounts.Simulators.Worlds;

/// <summary>What control calls have changed about a generated account.</summary>
internal sealed record AccountEdit(string? Name = null, string? Status = null, bool Removed = false)
{
    public static readonly AccountEdit None = new();
}

/// <summary>An account as raw JSON, added to a page (1-based; null is the last page) whatever it looks like.</summary>
internal sealed record RawAccount(string Json, int? Page);
