using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Accounts.Api.Http;
using Accounts.Api.OpenApi;
using Accounts.Api.RateLimiting;
using Accounts.Application.Common.Ports;
using Accounts.Application.Connections;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Accounts.Api.Endpoints;

/// <summary>Single connections. Every change removes the cached status.</summary>
internal static class ConnectionsEndpoints
{
    public static void MapConnections(this IEndpointRouteBuilder api)
    {
        var auth = api.MapGroup("/auth").WithTags("Connections").LimitedReads();
        auth.MapGet("/connections", List).WithName("ListConnections").WithSummary("List the connections");
        auth.MapPatch("/connections/{id}", Rename).WithName("RenameConnection").WithSummary("Set or remove a connection's label")
            .Fails(ConnectionErrors.NotFound, ConnectionErrors.ImpersonationRefused);
        auth.MapPost("/connections/{id}/refresh", Refresh).WithName("RefreshConnection").WithSummary("Refresh a connection's token now")
            .FailsAsRefreshes(ConnectionErrors.ImpersonationRefused);
        auth.MapDelete("/connections/{id}", Revoke).WithName("RevokeConnection").WithSummary("Remove a connection and destroy its tokens")
            .Fails(ConnectionErrors.NotFound, ConnectionErrors.ImpersonationRefused);
        auth.MapPost("/auto-refresh", AutoRefresh).WithName("SetAutoRefresh").WithSummary("Turn proactive token refresh on or off")
            .Fails(ConnectionErrors.NotFound, ConnectionErrors.ImpersonationRefused);
    }

    private static async Task<Results<Ok<ConnectionList>, ProblemResult>> List(IMediator mediator, CurrentUser user, CancellationToken ct)
    {
        var result = await mediator.Send(new ListConnectionsQuery(user.Id), ct);
        return result.ToOk();
    }

    private static async Task<Results<Ok<ConnectionDetails>, ProblemResult>> Rename(
        IMediator mediator, CurrentUser user, Guid id, ConnectionLabel body, StatusCache cache, CancellationToken ct)
    {
        var result = await mediator.Send(new RenameConnectionCommand(user.Id, new ConnectionId(id), body.Label), ct);
        cache.Remove(AuthEndpoints.StatusKey(user));
        return result.ToOk();
    }

    private static async Task<Results<Ok<RefreshedConnections>, ProblemResult>> Refresh(
        IMediator mediator, CurrentUser user, Guid id, StatusCache cache, CancellationToken ct)
    {
        var result = await mediator.Send(new RefreshConnectionsCommand(user.Id, new ConnectionId(id)), ct);
        cache.Remove(AuthEndpoints.StatusKey(user));
        return result.ToOk();
    }

    private static async Task<Results<Ok<RevokedConnections>, ProblemResult>> Revoke(
        IMediator mediator, CurrentUser user, Guid id, StatusCache cache, CancellationToken ct)
    {
        var result = await mediator.Send(new RevokeConnectionsCommand(user.Id, new ConnectionId(id)), ct);
        cache.Remove(AuthEndpoints.StatusKey(user));
        return result.ToOk();
    }

    private static async Task<Results<Ok<AutoRefresh>, ProblemResult>> AutoRefresh(
        IMediator mediator, CurrentUser user, AutoRefreshChoice body, StatusCache cache, CancellationToken ct)
    {
        var result = await mediator.Send(new SetAutoRefreshCommand(user.Id, body.Enabled), ct);
        cache.Remove(AuthEndpoints.StatusKey(user));
        return result.ToOk();
    }

    /// <param name="Label">The label, or null to remove it. Required, so that an omitted member removes nothing.</param>
    internal sealed record ConnectionLabel([property: JsonRequired, Length(1, OAuthToken.LabelMaxLength)] string? Label);

    internal sealed record AutoRefreshChoice([property: JsonRequired] bool Enabled);
}
