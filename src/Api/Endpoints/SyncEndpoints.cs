using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Accounts.Api.Http;
using Accounts.Api.Idempotency;
using Accounts.Api.OpenApi;
using Accounts.Api.RateLimiting;
using Accounts.Application.Common.Ports;
using Accounts.Application.Sync;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Accounts.Domain.Sync;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Accounts.Api.Endpoints;

internal static class SyncEndpoints
{
    public static void MapSync(this IEndpointRouteBuilder api)
    {
        var sync = api.MapGroup("/accounts/sync").WithTags("Sync").LimitedReads();
        sync.MapPost("", Start).WithName("StartSync").WithSummary("Start a sync").ReturnsLocation()
            .Fails(ConnectionErrors.NotFound, ConnectionErrors.ReauthorizationRequired, SyncErrors.AlreadyRunning(default))
            .Idempotent().Limited(RateLimitPolicy.Sync);
        sync.MapGet("", List).WithName("ListSyncs").WithSummary("List sync runs, newest first").Fails(AccountErrors.InvalidPageToken);
        sync.MapGet("/{id}", Get).WithName("GetSync").WithSummary("Get a sync run").Fails(SyncErrors.NotFound);
        sync.MapDelete("/{id}", Cancel).WithName("CancelSync").WithSummary("Cancel a sync run; stored data is kept")
            .Fails(SyncErrors.NotFound, SyncErrors.Ended);
        sync.MapGet("/{id}/events", Watch).WithName("WatchSync").WithSummary("Stream the changes of a sync run as server-sent events")
            .Fails(SyncErrors.NotFound);
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
        return result.ToOk();
    }

    private static async Task<Results<Ok<SyncPage>, ProblemResult>> List(
        IMediator mediator, CurrentUser user, CancellationToken ct, int max_results = 20, string? next_token = null)
    {
        var result = await mediator.Send(new ListSyncsQuery(user.Id, max_results, next_token), ct);
        return result.ToOk();
    }

    private static async Task<Results<Ok<SyncView>, ProblemResult>> Cancel(IMediator mediator, CurrentUser user, Guid id, CancellationToken ct)
    {
        var result = await mediator.Send(new CancelSyncCommand(user.Id, new SyncRunId(id)), ct);
        return result.ToOk();
    }

    /// <summary>Ends when the run ends, the caller disconnects or this instance shuts down. Last-Event-ID resumes the stream.</summary>
    private static async Task<Results<ServerSentEventsResult<SyncView>, ProblemResult>> Watch(
        IMediator mediator, CurrentUser user, Guid id, HttpContext http, IHostApplicationLifetime lifetime,
        [FromHeader(Name = "Last-Event-ID")] string? last = null)
    {
        var result = await mediator.Send(new WatchSyncQuery(user.Id, new SyncRunId(id), last), http.RequestAborted);
        return result.Succeeded ? TypedResults.ServerSentEvents(EventsAsync(result.Value, lifetime.ApplicationStopping)) : result.Error.ToProblem();
    }

    private static async IAsyncEnumerable<SseItem<SyncView>> EventsAsync(IAsyncEnumerable<SyncEvent> events,
        [EnumeratorCancellation] CancellationToken stopping)
    {
        await foreach (var e in events.WithCancellation(stopping)) yield return new SseItem<SyncView>(e.View, "progress") { EventId = e.Id };
    }

    /// <param name="AccountTypes">Default: all types.</param>
    /// <param name="ConnectionId">Default: all connections.</param>
    /// <param name="ForceRefresh">List from the first page even if an earlier run was interrupted.</param>
    internal sealed record SyncRequest(IReadOnlyList<AccountType>? AccountTypes = null, Guid? ConnectionId = null, bool ForceRefresh = false);
}
