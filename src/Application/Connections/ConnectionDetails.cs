using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Application.Connections;

/// <summary>A connection as its owner sees it.</summary>
/// <param name="NextSyncAt">Null if no automatic sync is planned: it is due now, automatic syncs are off, or the user must connect again.</param>
/// <param name="SyncIntervalMinutes">The time between automatic syncs; 0 if they are off.</param>
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
    DateTimeOffset? NeedsReauthSince,
    DateTimeOffset? NextSyncAt,
    int SyncIntervalMinutes,
    DateTimeOffset CreatedAt)
{
    public IReadOnlyList<ConnectionWarning> Warnings { get; init; } = [];

    /// <summary>The connections that are not revoked, oldest first.</summary>
    internal static async Task<IReadOnlyList<ConnectionDetails>> ReadAsync(IReadDb db, UserId user, TimeSpan syncInterval, CancellationToken ct)
    {
        var isSynced = syncInterval > TimeSpan.Zero;
        var minutes = (int)syncInterval.TotalMinutes;
        var connections = await db.Connections
            .Where(c => c.UserId == user && c.Status != ConnectionStatus.Revoked)
            .OrderBy(c => c.CreatedAt).ThenBy(c => c.Id)
            .Select(c => new ConnectionDetails(c.Id.Value, c.Label, c.Region, c.Status, c.Scope, c.ExpiresAt, c.LastRefresh, c.LastRefreshError,
                c.RefreshCount, c.ProactiveRefreshEnabled, c.NeedsReauthSince, isSynced && c.Status == ConnectionStatus.Active ? c.NextSyncAt : null,
                minutes, c.CreatedAt))
            .ToListAsync(ct);
        if (connections.Count < 2) return connections;

        var overlaps = (await db.Overlaps.ToListAsync(ct)).ToLookup(o => o.ConnectionId);
        return [.. connections.Select(c => c with { Warnings = [.. overlaps[c.Id].OrderBy(o => o.OtherId).Select(ConnectionWarning.Of)] })];
    }
}

/// <param name="ConnectionId">The other connection.</param>
/// <param name="Profiles">The number of profiles that both connections reach.</param>
public sealed record ConnectionWarning(string Code, string Message, Guid ConnectionId, int Profiles)
{
    internal static ConnectionWarning Of(ConnectionOverlap overlap) => new(
        "connection.overlap",
        "Another connection reaches some of the same profiles. A shared profile is listed once, under the connection that listed it first.",
        overlap.OtherId,
        overlap.Profiles);
}
