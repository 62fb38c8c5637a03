using Microsoft.AspNetCore.Authorization;

namespace Accounts.Api.Auth;

/// <summary>The sign-up is finished: every step that the Clerk instance requires was taken.</summary>
internal sealed class CompleteSession : AuthorizationHandler<CompleteSession>, IAuthorizationRequirement
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, CompleteSession requirement)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!context.User.IsPending()) context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
