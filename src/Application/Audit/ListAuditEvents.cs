using System.Text.Json;
using Accounts.Application.Common;
using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Audit;
using Accounts.Domain.Common;
using AutoMapper;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Application.Audit;

/// <summary>Lists the user's audit events, newest first.</summary>
/// <param name="From">The earliest time.</param>
/// <param name="To">Events of this time and later ones are left out.</param>
public sealed record ListAuditEventsQuery(
    UserId User, int Limit = 50, int Offset = 0, string? EventType = null, AuditStatus? Status = null, string? TargetId = null,
    DateTimeOffset? From = null, DateTimeOffset? To = null) : IQuery<AuditPage>;

public enum AuditStatus
{
    Success,
    Failure,
}

public sealed record AuditPage(int Total, int Limit, int Offset, IReadOnlyList<AuditEventView> Events);

public sealed record AuditEventView(
    Guid Id,
    string EventType,
    string EventStatus,
    string? TargetType,
    string? TargetId,
    string? ErrorCode,
    string? ErrorMessage,
    JsonElement Actor,
    string? RequestId,
    string? TraceId,
    string? IpAddress,
    string? UserAgent,
    JsonElement Metadata,
    DateTimeOffset CreatedAt)
{
    internal sealed class Map : Profile
    {
        public Map() => CreateMap<AuditEntry, AuditEventView>(MemberList.Destination);
    }
}

internal sealed class ListAuditEventsValidator : AbstractValidator<ListAuditEventsQuery>
{
    public ListAuditEventsValidator()
    {
        RuleFor(q => q.Limit).InclusiveBetween(1, 100).Malformed("limit", "range");
        RuleFor(q => q.Offset).InclusiveBetween(0, 10_000).Malformed("offset", "range");
        RuleFor(q => q.EventType).Matches(@"^[A-Za-z0-9_.-]{1,100}\z").Malformed("event_type", "format");
        RuleFor(q => q.TargetId).Matches(@"^[A-Za-z0-9_.:-]{1,100}\z").Malformed("target_id", "format");
    }
}

internal sealed class ListAuditEventsHandler(IReadDb db, IMapper mapper) : IQueryHandler<ListAuditEventsQuery, AuditPage>
{
    public async Task<Result<AuditPage>> Handle(ListAuditEventsQuery query, CancellationToken ct)
    {
        var matching = Filter(db.AuditLog, query);
        var entries = await matching.OrderByDescending(e => e.CreatedAt).ThenByDescending(e => e.Id).Skip(query.Offset).Take(query.Limit)
            .ToListAsync(ct);

        var total = query.Offset == 0 && entries.Count < query.Limit ? entries.Count : await matching.CountAsync(ct);
        return new AuditPage(total, query.Limit, query.Offset, mapper.Map<IReadOnlyList<AuditEventView>>(entries));
    }

    private static IQueryable<AuditEntry> Filter(IQueryable<AuditEntry> entries, ListAuditEventsQuery query)
    {
        entries = entries.Where(e => e.UserId == query.User);
        if (query.EventType is { } type) entries = entries.Where(e => e.EventType == type);
        if (query.Status is { } status)
        {
            var name = status == AuditStatus.Success ? "success" : "failure";
            entries = entries.Where(e => e.EventStatus == name);
        }

        if (query.TargetId is { } target) entries = entries.Where(e => e.TargetId == target);
        if (query.From is { } from) entries = entries.Where(e => e.CreatedAt >= from);
        if (query.To is { } to) entries = entries.Where(e => e.CreatedAt < to);
        return entries;
    }
}
