using System.Diagnostics;
using System.Text.Json;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Audit;

namespace Accounts.Infrastructure.Persistence;

/// <summary>Adds the actor and the request to each event. The unit of work saves the entry together with the change.</summary>
internal sealed class AuditTrail(AppDbContext context, CurrentUser user, RequestContext request) : IAuditTrail
{
    private const int UserAgentMaxLength = 500;

    public void Record(AuditEvent entry) => context.AuditLog.Add(new AuditEntry
    {
        UserId = user.Id,
        Actor = JsonSerializer.SerializeToElement(new { user = user.Id.Value, session = user.SessionId, impersonator = user.Impersonator }),
        EventType = entry.Type,
        EventStatus = entry.Succeeded ? "success" : "failure",
        TargetType = entry.TargetType,
        TargetId = entry.TargetId,
        ErrorCode = entry.ErrorCode,
        ErrorMessage = entry.ErrorMessage,
        RequestId = request.RequestId,
        TraceId = Activity.Current?.TraceId.ToString(),
        IpAddress = request.IpAddress,
        UserAgent = Storable(request.UserAgent),
        Metadata = JsonSerializer.SerializeToElement(entry.Metadata),
    });

    public async Task RecordOfDeletedUserAsync(AuditEvent entry, CancellationToken ct)
    {
        context.ChangeTracker.Clear();
        Record(entry);
        context.OutlivesUser = true;
        try
        {
            await context.SaveChangesAsync(ct);
        }
        finally
        {
            context.OutlivesUser = false;
        }
    }

    /// <summary>PostgreSQL text cannot contain NUL.</summary>
    private static string? Storable(string? agent) =>
        string.IsNullOrEmpty(agent) ? null : agent[..Math.Min(agent.Length, UserAgentMaxLength)].Replace("\0", "", StringComparison.Ordinal);
}
