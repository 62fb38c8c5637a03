namespace Accounts.Application.Common.Ports;

public enum KeyVerdict
{
    /// <summary>The database has not answered yet.</summary>
    Unknown,
    Right,
    Wrong,
}

/// <summary>Whether this instance has the keys that wrote what is stored. Before that is known, nothing that it cannot read is held against anybody.</summary>
public interface IKeyCheck
{
    /// <summary>What the last look said.</summary>
    KeyVerdict Verdict { get; }

    /// <summary>Looks, unless the answer is known. A database that is away, or not migrated, leaves it unknown.</summary>
    Task<KeyVerdict> CheckAsync(CancellationToken ct);
}
