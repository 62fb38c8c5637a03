using Microsoft.AspNetCore.Authorization;

namespace Accounts.Api.Auth;

/// <summary>Requires a complete session: the user has finished every step that the Clerk instance requires.</summary>
internal sealed class CompleteSession : AuthorizationHandler<CompleteSession>, IAuthorizationRequirement
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, CompleteSession requirement)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!context.User.IsPending()) context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
