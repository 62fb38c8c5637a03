using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Application.Connections;

public sealed record GetConnectionStatusQuery(UserId User) : IQuery<AuthorizationStatus>;

/// <summary>
/// Summarizes the user's connections: authenticated or in need of reauthorization if any of them is; the expiry is the earliest one.
/// </summary>
public sealed record AuthorizationStatus(
    bool Authenticated,
    bool TokenValid,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? LastRefresh,
    int RefreshCount,
    string? Scope,
    bool NeedsReauth,
    IReadOnlyList<ConnectionSummary> Connections);

public sealed record ConnectionSummary(
    Guid Id, string? Label, Region Region, ConnectionStatus Status, DateTimeOffset? ExpiresAt, DateTimeOffset? LastRefresh, string? LastError);

internal sealed class GetConnectionStatusHandler(IReadDb db, TimeProvider clock) : IQueryHandler<GetConnectionStatusQuery, AuthorizationStatus>
{
    public async Task<Result<AuthorizationStatus>> Handle(GetConnectionStatusQuery query, CancellationToken ct)
    {
        var connections = await db.Connections
            .Where(c => c.UserId == query.User && c.Status != ConnectionStatus.Revoked)
            .OrderBy(c => c.CreatedAt).ThenBy(c => c.Id)
            .Select(c =>
                new
                {
                    Summary = new ConnectionSummary(c.Id.Value, c.Label, c.Region, c.Status, c.ExpiresAt, c.LastRefresh, c.LastRefreshError),
                    c.RefreshCount,
                    c.Scope
                })
            .ToListAsync(ct);
        if (connections.Count == 0) return ConnectionErrors.NotFound;

        // For display only: no decision depends on this instance's clock.
        var active = connections.Where(c => c.Summary.Status == ConnectionStatus.Active).ToArray();
        var expiresAt = active.Min(c => c.Summary.ExpiresAt);
        return new AuthorizationStatus(
            Authenticated: active.Length > 0,
            TokenValid: active.Length > 0 && expiresAt > clock.GetUtcNow(),
            expiresAt,
            connections.Max(c => c.Summary.LastRefresh),
            connections.Sum(c => c.RefreshCount),
            connections[0].Scope,
            NeedsReauth: connections.Any(c => c.Summary.Status == ConnectionStatus.NeedsReauth),
            [.. connections.Select(c => c.Summary)]);
    }
}
