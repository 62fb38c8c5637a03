using System.Text.Json.Serialization;
using Accounts.Application.Common;
using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Accounts;
using Accounts.Domain.Audit;
using Accounts.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Application.Accounts;

/// <summary>Lists the newest token refreshes of an account's connection, from the audit log.</summary>
public sealed record GetRefreshHistoryQuery(UserId User, AccountId Account) : IQuery<RefreshHistory>;

public sealed record RefreshHistory(IReadOnlyList<RefreshRecord> History);

/// <param name="Error">The error code; null if the refresh succeeded.</param>
public sealed record RefreshRecord(
    [property: JsonPropertyName("id")] Guid Id,
    [property: JsonPropertyName("accountId")] Guid AccountId,
    [property: JsonPropertyName("timestamp")] DateTimeOffset Timestamp,
    [property: JsonPropertyName("success")] bool Success,
    [property: JsonPropertyName("error")] string? Error,
    [property: JsonPropertyName("triggeredBy")] RefreshTrigger TriggeredBy);

public enum RefreshTrigger
{
    /// <summary>The user requested it.</summary>
    Manual,

    /// <summary>A call needed the token.</summary>
    Auto,

    /// <summary>Refreshed proactively.</summary>
    System,
}

internal sealed class GetRefreshHistoryHandler(IReadDb db) : IQueryHandler<GetRefreshHistoryQuery, RefreshHistory>
{
    private const int AtMost = 50;

    /// <summary>The current event type and the one of an earlier version.</summary>
    private static readonly string[] RefreshEvents = ["token.refresh", "token_refresh"];

    public async Task<Result<RefreshHistory>> Handle(GetRefreshHistoryQuery query, CancellationToken ct)
    {
        var account = await db.Accounts
            .Where(a => a.UserId == query.User && a.Id == query.Account)
            .Select(a => new { a.ConnectionId })
            .SingleOrDefaultAsync(ct);
        if (account is null) return AccountErrors.NotFound;
        if (account.ConnectionId is not { } connection) return new RefreshHistory([]);

        var target = connection.Value.ToString();
        var entries = await db.AuditLog
            .Where(e => e.UserId == query.User && e.TargetId == target && RefreshEvents.Contains(e.EventType))
            .OrderByDescending(e => e.CreatedAt).ThenByDescending(e => e.Id)
            .Take(AtMost)
            .ToListAsync(ct);
        return new RefreshHistory([.. entries.Select(e => Read(e, query.Account))]);
    }

    private static RefreshRecord Read(AuditEntry entry, AccountId account) =>
        new(entry.Id, account.Value, entry.CreatedAt, entry.EventStatus == "success", entry.ErrorCode,
            StoredJson.Text(entry.Metadata, "triggered_by") switch
            {
                "manual" => RefreshTrigger.Manual,
                "system" => RefreshTrigger.System,
                _ => RefreshTrigger.Auto,
            });
}
