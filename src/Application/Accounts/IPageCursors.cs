using Accounts.Domain.Common;

namespace Accounts.Application.Accounts;

/// <summary>Amazon's page tokens that are too long for one of ours, encrypted, under short handles that are valid for a day.</summary>
public interface IPageCursors
{
    /// <returns>The handle.</returns>
    Task<string> KeepAsync(UserId user, ConnectionId connection, string cursor, CancellationToken ct);

    /// <returns>Null if the handle is unknown, expired, or belongs to another user.</returns>
    Task<string?> FindAsync(UserId user, ConnectionId connection, string handle, CancellationToken ct);

    /// <summary>Deletes what has expired.</summary>
    Task SweepAsync(CancellationToken ct);
}
