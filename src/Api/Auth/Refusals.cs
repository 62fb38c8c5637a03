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
        if (authorizeResult.Succeeded) await next(context);
        else if (authorizeResult.Challenged) await Challenge(context);
        else await Forbid(authorizeResult).ToProblem().ExecuteAsync(context);
    }

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
