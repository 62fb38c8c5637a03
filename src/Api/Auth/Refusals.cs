using Accounts.Api.Http;
using Accounts.Domain.Common;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace Accounts.Api.Auth;

/// <summary>How somebody who may not pass is told.</summary>
internal sealed class Refusals : IAuthorizationMiddlewareResultHandler
{
    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        ArgumentNullException.ThrowIfNull(authorizeResult);
        if (authorizeResult.Succeeded) await next(context);
        else if (authorizeResult.Challenged) await Challenge(context);
        else await Forbid(authorizeResult).ToProblem().ExecuteAsync(context);
    }

    private static Task Challenge(HttpContext context)
    {
        if (context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Failure is null)
            return SignInErrors.Required.ToProblem().ExecuteAsync(context);

        context.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
        return SignInErrors.InvalidToken.ToProblem().ExecuteAsync(context);
    }

    private static Error Forbid(PolicyAuthorizationResult result) =>
        result.AuthorizationFailure?.FailedRequirements.OfType<CompleteSession>().Any() == true ? SignInErrors.SessionPending : SignInErrors.Forbidden;
}
