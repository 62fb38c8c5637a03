using Accounts.Api.Http;
using Accounts.Application.Common.Ports;
using Accounts.Application.Users;
using Accounts.Domain.Common;
using Microsoft.AspNetCore.Authorization;

namespace Accounts.Api.Auth;

/// <summary>Sets the user of the request from the verified Clerk subject. Anonymous routes have no user.</summary>
internal sealed class CurrentUserMiddleware(RequestDelegate next, KnownUsers known)
{
    public async Task InvokeAsync(HttpContext context, CurrentUser user, IUserDirectory directory)
    {
        if (IsOpen(context) || context.User.FindFirst(SessionClaims.Subject)?.Value is not { } subject)
        {
            await next(context);
        }
        else if (await ResolveAsync(subject, directory, context.RequestAborted) is { } id)
        {
            user.Become(id, context.User.FindFirst(SessionClaims.Session)?.Value, context.User.Impersonator());
            await ServeAsync(context, subject);
        }
        else
        {
            await RefuseAsync(context);
        }
    }

    /// <summary>The user may be deleted while the request is served, or through another instance, which this one's cache does not know.</summary>
    private async Task ServeAsync(HttpContext context, string subject)
    {
        try
        {
            await next(context);
        }
        catch (UserDeletedException) when (!context.Response.HasStarted)
        {
            known.Forget(subject);
            await RefuseAsync(context);
        }
    }

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
        return SignInErrors.UserDeleted.ToProblem().ExecuteAsync(context);
    }

    private static bool IsOpen(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    private async Task<UserId?> ResolveAsync(string subject, IUserDirectory directory, CancellationToken ct)
    {
        if (known.Find(subject) is { } remembered) return remembered;

        var found = await directory.ResolveAsync(subject, ct);
        if (found is { } id) known.Remember(subject, id);
        return found;
    }
}
