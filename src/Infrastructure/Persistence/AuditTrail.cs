using System.Diagnostics;
using System.Text.Json;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Audit;
using Accounts.Domain.Common;

namespace Accounts.Infrastructure.Persistence;

/// <summary>Adds the actor and the request to each event. The unit of work saves the entry together with the change.</summary>
internal sealed class AuditTrail(AppDbContext context, CurrentUser user, RequestContext request) : IAuditTrail
{
    private const int UserAgentMaxLength = 500;
    private const int DetailMaxLength = 4_000;

    public void Record(AuditEvent entry) => context.AuditLog.Add(new AuditEntry
    {
        UserId = user.Id,
        Actor = JsonSerializer.SerializeToElement(
            new { user = user.Id.Value, session = Clean(user.SessionId), impersonator = Clean(user.Impersonator) }),
        EventType = entry.Type,
        EventStatus = entry.Succeeded ? "success" : "failure",
        TargetType = entry.TargetType,
        TargetId = Clean(entry.TargetId),
        ErrorCode = Clean(entry.ErrorCode),
        ErrorMessage = Clean(entry.ErrorMessage),
        RequestId = Clean(request.RequestId),
        TraceId = Activity.Current?.TraceId.ToString(),
        IpAddress = request.IpAddress,
        UserAgent = request.UserAgent is "" ? null : Clean(request.UserAgent, UserAgentMaxLength),
        Metadata = JsonSerializer.SerializeToElement(entry.Metadata.ToDictionary(m => m.Key, m => Clean(m.Value), StringComparer.Ordinal)),
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

    /// <summary>A detail that cannot be stored must not fail the action that it describes.</summary>
    private static string? Clean(string? detail, int maxLength = DetailMaxLength) => detail is null ? null : CleanText.Of(detail, maxLength);
}
