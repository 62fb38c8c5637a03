using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Application.Connections;

/// <summary>A connection as whoever owns it manages it.</summary>
public sealed record ConnectionDetails(
    Guid Id,
    string? Label,
    Region Region,
    ConnectionStatus Status,
    string? Scope,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? LastRefresh,
    string? LastError,
    int RefreshCount,
    bool AutoRefresh,
    DateTimeOffset CreatedAt)
{
    public IReadOnlyList<ConnectionWarning> Warnings { get; init; } = [];

    /// <summary>All that are not revoked, oldest first.</summary>
    internal static async Task<IReadOnlyList<ConnectionDetails>> ReadAsync(IReadDb db, UserId user, CancellationToken ct)
    {
        var connections = await db.Connections
            .Where(c => c.UserId == user && c.Status != ConnectionStatus.Revoked)
            .OrderBy(c => c.CreatedAt).ThenBy(c => c.Id)
            .Select(c => new ConnectionDetails(c.Id.Value, c.Label, c.Region, c.Status, c.Scope, c.ExpiresAt, c.LastRefresh, c.LastRefreshError,
                c.RefreshCount, c.ProactiveRefreshEnabled, c.CreatedAt))
            .ToListAsync(ct);
        if (connections.Count < 2) return connections;

        var overlaps = (await db.Overlaps.ToListAsync(ct)).ToLookup(o => o.ConnectionId);
        return [.. connections.Select(c => c with { Warnings = [.. overlaps[c.Id].OrderBy(o => o.OtherId).Select(ConnectionWarning.Of)] })];
    }
}

/// <param name="ConnectionId">The other one.</param>
/// <param name="Profiles">How many profiles both reach.</param>
public sealed record ConnectionWarning(string Code, string Message, Guid ConnectionId, int Profiles)
{
    internal static ConnectionWarning Of(ConnectionOverlap overlap) => new(
        "connection.overlap",
        "Another connection reaches some of the same profiles; what both reach is shown once, with the one that showed it first.",
        overlap.OtherId,
        overlap.Profiles);
}
