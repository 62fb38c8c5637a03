using Accounts.Api.Auth;
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

internal static class AuthEndpoints
{
    public static void MapAuth(this IEndpointRouteBuilder api)
    {
        var auth = api.MapGroup("/auth").WithTags("Connecting Amazon");
        auth.MapGet("/amazon/login", Login).WithName("StartAuthorization").WithSummary("Start an authorization flow")
            .Fails(ConnectionErrors.SameOriginRequired, ConnectionErrors.RegionDisabled, ConnectionErrors.NotFound)
            .Fails(ConnectionErrors.ImpersonationRefused).Limited(RateLimitPolicy.OAuthStart);
        auth.MapGet("/amazon/callback", Callback).WithName("CompleteAuthorization").WithSummary("Complete an authorization flow (Amazon's redirect)")
            .AllowAnonymous().TakesRedirect().Redirects().FailsAsConsent();
        auth.MapGet("/status", Status).WithName("GetConnectionStatus").WithSummary("Get the status of the connections")
            .Fails(ConnectionErrors.NotFound)
            .Limited(RateLimitPolicy.AuthStatus);
        auth.MapPost("/refresh", Refresh).WithName("RefreshConnections").WithSummary("Refresh the tokens of all connections now")
            .FailsAsRefreshes(ConnectionErrors.ImpersonationRefused);
        auth.MapDelete("/revoke", Revoke).WithName("RevokeConnections").WithSummary("Remove all connections and destroy their tokens")
            .Fails(ConnectionErrors.NotFound, ConnectionErrors.ImpersonationRefused);
    }

    private static async Task<Results<Ok<StartedAuthorization>, ProblemResult>> Login(
        IMediator mediator, CurrentUser user, BrowserCookie cookie, SameOrigin origin, HttpContext http, CancellationToken ct,
        EnumName<Region>? region = null, string? connection = null, string? return_to = null)
    {
        if (!origin.Holds(http.Request)) return ConnectionErrors.SameOriginRequired.ToProblem(); // the browser would not keep the cookie

        var browser = BrowserCookie.NewValue();
        var result = await mediator.Send(new StartAuthorizationCommand(user.Id, region?.Value ?? Region.NA, connection, return_to, browser), ct);
        if (result.Succeeded) cookie.Append(http, Secret.From(result.Value.State), browser);
        return result.ToOk();
    }

    // The whole query is untrusted until its state is consumed.
    internal static async Task<Results<RedirectHttpResult, ProblemResult>> Callback(
        IMediator mediator, CurrentUser user, BrowserCookie cookie, HttpContext http, FrontendRedirect frontend, StatusCache cache,
        CancellationToken ct)
    {
        var query = new CallbackQuery(http.Request.Query);
        var browser = query.State is { } state ? cookie.Read(http, state) : null;
        var result = await mediator.Send(new CompleteAuthorizationCommand(query.State, browser, query.Code, query.Scope, query.Error), ct);
        if (query.State is { } ended) cookie.Remove(http, ended);
        if (user.IsKnown) cache.Remove(StatusKey(user));
        return result.Succeeded ? frontend.Success(result.Value.ReturnTo) : frontend.Failure(result.Error);
    }

    private static async Task<Results<Ok<AuthorizationStatus>, ProblemResult>> Status(
        IMediator mediator, CurrentUser user, StatusCache cache, StatusPolls polls, CancellationToken ct)
    {
        await polls.HoldAsync(user.Id, ct);
        var result = await cache.GetAsync(StatusKey(user), () => mediator.Send(new GetConnectionStatusQuery(user.Id), ct));
        return result.ToOk();
    }

    private static async Task<Results<Ok<RefreshedTokens>, ProblemResult>> Refresh(
        IMediator mediator, CurrentUser user, StatusCache cache, CancellationToken ct)
    {
        var result = await mediator.Send(new RefreshConnectionsCommand(user.Id), ct);
        cache.Remove(StatusKey(user));
        return result.Succeeded ? TypedResults.Ok(RefreshedTokens.Of(result.Value)) : result.Error.ToProblem();
    }

    private static async Task<Results<Ok<RevokedConnections>, ProblemResult>> Revoke(
        IMediator mediator, CurrentUser user, StatusCache cache, CancellationToken ct)
    {
        var result = await mediator.Send(new RevokeConnectionsCommand(user.Id), ct);
        cache.Remove(StatusKey(user));
        return result.ToOk();
    }

    /// <summary>The key of the cached status; every change of a connection removes it.</summary>
    internal static (string, UserId) StatusKey(CurrentUser user) => ("connection-status", user.Id);

    /// <param name="AccessToken">Always empty, as is the refresh token. The existing frontend replaces its own values with both.</param>
    internal sealed record RefreshedTokens(
        string Status, string Message, DateTimeOffset? NewExpiry, int RefreshCount, string AccessToken, string RefreshToken)
    {
        internal static RefreshedTokens Of(RefreshedConnections refreshed) =>
            new(refreshed.Status, refreshed.Message, refreshed.NewExpiry, refreshed.RefreshCount, AccessToken: "", RefreshToken: "");
    }
}
