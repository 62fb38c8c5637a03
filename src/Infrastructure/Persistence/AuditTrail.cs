using System.Diagnostics;
using System.Text.Json;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Audit;
using Microsoft.AspNetCore.Http;

namespace Accounts.Infrastructure.Persistence;

/// <summary>Adds who, from where and in which request, and leaves the entry to the unit of work's one save.</summary>
internal sealed class AuditTrail(AppDbContext context, CurrentUser user, IHttpContextAccessor http) : IAuditTrail
{
    private const int UserAgentMaxLength = 500;

    public void Record(AuditEvent entry)
    {
        var request = http.HttpContext;
        var agent = request?.Request.Headers.UserAgent.ToString();
        context.AuditLog.Add(new AuditEntry
        {
            UserId = user.Id,
            Actor = JsonSerializer.SerializeToElement(new { user = user.Id.Value, session = user.SessionId, impersonator = user.Impersonator }),
            EventType = entry.Type,
            EventStatus = entry.Succeeded ? "success" : "failure",
            TargetType = entry.TargetType,
            TargetId = entry.TargetId,
            ErrorCode = entry.ErrorCode,
            ErrorMessage = entry.ErrorMessage,
            RequestId = request?.TraceIdentifier,
            TraceId = Activity.Current?.TraceId.ToString(),
            IpAddress = request?.Connection.RemoteIpAddress,
            UserAgent = string.IsNullOrEmpty(agent) ? null : agent[..Math.Min(agent.Length, UserAgentMaxLength)].Replace("\0", "", StringComparison.Ordinal),
            Metadata = JsonSerializer.SerializeToElement(entry.Metadata),
        });
    }
}
