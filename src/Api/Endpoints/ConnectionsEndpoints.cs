using System.Text.Json.Serialization;
using Accounts.Api.Http;
using Accounts.Application.Common.Ports;
using Accounts.Application.Connections;
using Accounts.Domain.Common;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Accounts.Api.Endpoints;

/// <summary>The connections one by one. What changes them makes the remembered status forgotten.</summary>
internal static class ConnectionsEndpoints
{
    public static void MapConnections(this IEndpointRouteBuilder api)
    {
        var auth = api.MapGroup("/auth").WithTags("Connections");
        auth.MapGet("/connections", List).WithName("ListConnections").WithSummary("The connected Amazon logins");
        auth.MapPatch("/connections/{id}", Rename).WithName("RenameConnection").WithSummary("Give a connection a label, or none");
        auth.MapDelete("/connections/{id}", Revoke).WithName("RevokeConnection").WithSummary("Remove one connection and destroy its tokens");
        auth.MapPost("/auto-refresh", AutoRefresh).WithName("SetAutoRefresh").WithSummary("Renew access ahead of time, or only when it is needed");
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

    /// <param name="Label">Null for none. Required, so that leaving it out by mistake removes nothing.</param>
    internal sealed record ConnectionLabel([property: JsonRequired] string? Label);

    internal sealed record AutoRefreshChoice([property: JsonRequired] bool Enabled);
}
