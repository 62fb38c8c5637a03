using Accounts.Api.Auth;
using Accounts.Api.Http;
using Accounts.Api.OpenApi;
using Accounts.Api.RateLimiting;
using Accounts.Application.Accounts;
using Accounts.Application.Common;
using Accounts.Application.Common.Ports;
using Accounts.Application.Connections;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Accounts.Api.Endpoints;

/// <summary>
/// Older names of connecting and disconnecting, with the user's Clerk id in the path. It must be the caller's: any other one gives the same 404,
/// whether or not it exists.
/// </summary>
internal static class UserConnectionsEndpoints
{
    private static readonly Error NotTheCaller = new(ErrorKind.NotFound, "user.not_found", "The user does not exist.");

    private static readonly Error NotAForm = RequestErrors.Malformed with { Message = "Send code and state as a form." };

    public static void MapUserConnections(this IEndpointRouteBuilder api)
    {
        var amazon = api.MapGroup("/auth/amazon").WithTags("Connecting Amazon");
        amazon.MapGet("/status/{userId}", Status).WithName("GetProfileConnections").WithSummary("Get the connection of each profile")
            .Fails(NotTheCaller);
        amazon.MapGet("/connect/{userId}", Connect).WithName("ConnectUser").WithSummary("Start an authorization flow")
            .Fails(NotTheCaller, ConnectionErrors.SameOriginRequired, ConnectionErrors.RegionDisabled, ConnectionErrors.ImpersonationRefused)
            .Limited(RateLimitPolicy.OAuthStart);
        amazon.MapDelete("/disconnect/{userId}/{profileId}", Disconnect).WithName("DisconnectProfile")
            .WithSummary("Disconnect the account of a profile").Fails(NotTheCaller, AccountErrors.NotFound, ConnectionErrors.ImpersonationRefused);
        amazon.MapPost("/connect/callback", Callback).WithName("CompleteAuthorizationByForm")
            .WithSummary("Complete an authorization flow with a form")
            .TakesRedirectAsForm().Redirects().Fails(NotAForm).FailsAsConsent();
    }

    private static async Task<Results<Ok<UserConnections>, ProblemResult>> Status(
        IMediator mediator, CurrentUser user, HttpContext http, string userId, CancellationToken ct)
    {
        if (!IsCaller(http, userId)) return NotTheCaller.ToProblem();

        var result = await mediator.Send(new GetProfileConnectionsQuery(user.Id), ct);
        return result.Succeeded
            ? TypedResults.Ok(new UserConnections(userId, result.Value.TotalConnections, result.Value.Connections, result.Value.CheckedAt))
            : result.Error.ToProblem();
    }

    private static async Task<Results<Ok<ConsentAddress>, ProblemResult>> Connect(
        IMediator mediator, CurrentUser user, BrowserCookie cookie, SameOrigin origin, HttpContext http, string userId, CancellationToken ct)
    {
        if (!IsCaller(http, userId)) return NotTheCaller.ToProblem();
        if (!origin.Holds(http.Request)) return ConnectionErrors.SameOriginRequired.ToProblem(); // the browser would not keep the cookie

        var browser = BrowserCookie.NewValue();
        var result = await mediator.Send(new StartAuthorizationCommand(user.Id, Region.NA, Connection: null, ReturnTo: null, browser), ct);
        if (result.Succeeded) cookie.Append(http, Secret.From(result.Value.State), browser);
        return result.Succeeded ? TypedResults.Ok(new ConsentAddress(result.Value.AuthUrl)) : result.Error.ToProblem();
    }

    private static async Task<Results<Ok<ChangedAccount>, ProblemResult>> Disconnect(
        IMediator mediator, CurrentUser user, HttpContext http, string userId, string profileId, CancellationToken ct)
    {
        if (!IsCaller(http, userId)) return NotTheCaller.ToProblem();

        var result = await mediator.Send(new DisconnectProfileCommand(user.Id, profileId), ct);
        return result.ToOk();
    }

    /// <summary>The rules of Amazon's redirect apply, which has the same members in its query; here the signed-in user must have started the
    /// flow.</summary>
    private static async Task<Results<RedirectHttpResult, ProblemResult>> Callback(
        IMediator mediator, CurrentUser user, BrowserCookie cookie, HttpContext http, FrontendRedirect frontend, StatusCache cache,
        CancellationToken ct)
    {
        if (!http.Request.HasFormContentType) return NotAForm.ToProblem();

        try
        {
            var form = await http.Request.ReadFormAsync(ct);
            http.Request.Query = new QueryCollection(form.ToDictionary(StringComparer.Ordinal));
        }
        catch (InvalidDataException)
        {
            return NotAForm.ToProblem();
        }

        return await AuthEndpoints.Callback(mediator, user, cookie, http, frontend, cache, ct);
    }

    private static bool IsCaller(HttpContext http, string userId) => http.User.FindFirst(SessionClaims.Subject)?.Value == userId;

    /// <param name="UserId">The Clerk id of the path.</param>
    internal sealed record UserConnections(string UserId, int TotalConnections, IReadOnlyList<ProfileConnection> Connections,
        DateTimeOffset CheckedAt);

    internal sealed record ConsentAddress(Uri AuthUrl)
    {
        public override string ToString() => nameof(ConsentAddress); // the address contains the secret state
    }
}
