namespace Accounts.Application.Common.Ports;

public enum KeyVerdict
{
    /// <summary>The keys have not been checked yet.</summary>
    Unknown,
    Right,
    Wrong,
}

/// <summary>
/// Checks whether this instance has the keys that encrypted the stored data. Until then, an unreadable token does not change its
/// connection.
/// </summary>
public interface IKeyCheck
{
    /// <summary>The result of the last check.</summary>
    KeyVerdict Verdict { get; }

    /// <summary>Checks the keys unless the result is known. It stays unknown if the database is unavailable or not migrated.</summary>
    /// <exception cref="System.Data.Common.DbException">The service's login lacks a right.</exception>
    Task<KeyVerdict> CheckAsync(CancellationToken ct);
}
