using Accounts.Api.Http;
using Accounts.Application.Common.Ports;
using Accounts.Application.Sync;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Accounts.Api.Endpoints;

internal static class SyncEndpoints
{
    public static void MapSync(this IEndpointRouteBuilder api)
    {
        var sync = api.MapGroup("/accounts/sync").WithTags("Sync");
        sync.MapPost("", Start).WithName("StartSync").WithSummary("Start listing everything behind the connections");
        sync.MapGet("/{id}", Get).WithName("GetSync").WithSummary("How a run stands");
    }

    private static async Task<Results<Accepted<StartedSync>, ProblemResult>> Start(
        IMediator mediator, CurrentUser user, SyncRequest? body, HttpContext http, CancellationToken ct)
    {
        var connection = body?.ConnectionId is { } id ? new ConnectionId(id) : (ConnectionId?)null;
        var result = await mediator.Send(new StartSyncCommand(user.Id, body?.AccountTypes, connection, body?.ForceRefresh ?? false), ct);
        return result.Succeeded ? TypedResults.Accepted($"{http.Request.Path}/{result.Value.SyncId}", result.Value) : result.Error.ToProblem();
    }

    private static async Task<Results<Ok<SyncView>, ProblemResult>> Get(IMediator mediator, CurrentUser user, Guid id, CancellationToken ct)
    {
        var result = await mediator.Send(new GetSyncQuery(user.Id, new SyncRunId(id)), ct);
        return result.Succeeded ? TypedResults.Ok(result.Value) : result.Error.ToProblem();
    }

    /// <param name="AccountTypes">All when absent.</param>
    /// <param name="ConnectionId">All when absent.</param>
    /// <param name="ForceRefresh">List from the first page even where an earlier run stopped half-way.</param>
    internal sealed record SyncRequest(IReadOnlyList<AccountType>? AccountTypes = null, Guid? ConnectionId = null, bool ForceRefresh = false);
}
