using Accounts.Api.Http;
using Accounts.Api.RateLimiting;
using Accounts.Application.Audit;
using Accounts.Application.Common.Ports;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Accounts.Api.Endpoints;

internal static class AuditEndpoints
{
    public static void MapAudit(this IEndpointRouteBuilder api) =>
        api.MapGet("/auth/audit", List).WithTags("Audit").WithName("ListAuditEvents").WithSummary("List the user's audit events, newest first")
            .Limited(RateLimitPolicy.StoredReads);

    private static async Task<Results<Ok<AuditPage>, ProblemResult>> List(
        IMediator mediator, CurrentUser user, CancellationToken ct,
        int limit = 50, int offset = 0, string? event_type = null, EnumName<AuditStatus>? status = null, string? target_id = null,
        UtcTime? from = null, UtcTime? to = null)
    {
        var result =
            await mediator.Send(new ListAuditEventsQuery(user.Id, limit, offset, event_type, status?.Value, target_id, from?.Value, to?.Value), ct);
        return result.ToOk();
    }
}
