using Accounts.Api.Http;
using Accounts.Domain.Common;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace Accounts.Api.Auth;

/// <summary>Writes the problem response of a refused request.</summary>
internal sealed class Refusals : IAuthorizationMiddlewareResultHandler
{
    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        ArgumentNullException.ThrowIfNull(authorizeResult);
        if (authorizeResult.Succeeded || IsWrongMethod(context.GetEndpoint())) await next(context);
        else if (authorizeResult.Challenged) await Challenge(context);
        else await Forbid(authorizeResult).ToProblem().ExecuteAsync(context);
    }

    /// <summary>
    /// Routing's own answer to a method that the address does not support. It lists the methods that the public API description lists, so
    /// everybody may read it; a health check that sends HEAD or OPTIONS must not be told to sign in.
    /// </summary>
    private static bool IsWrongMethod(Endpoint? endpoint) => endpoint is { Metadata.Count: 0, DisplayName: "405 HTTP Method Not Supported" };

    private static async Task Challenge(HttpContext context)
    {
        // Not a second verification: the handler caches its result for the request.
        var verified = await context.AuthenticateAsync();
        if (verified.Failure is null)
        {
            await SignInErrors.Required.ToProblem().ExecuteAsync(context);
            return;
        }

        context.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
        await SignInErrors.InvalidToken.ToProblem().ExecuteAsync(context);
    }

    private static Error Forbid(PolicyAuthorizationResult result) =>
        result.AuthorizationFailure?.FailedRequirements.OfType<CompleteSession>().Any() == true
            ? SignInErrors.SessionPending : SignInErrors.Forbidden;
}
