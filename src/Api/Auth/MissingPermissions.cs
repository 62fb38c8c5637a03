using Accounts.Api.Http;
using Accounts.Api.OpenApi;
using Accounts.Domain.Common;
using Microsoft.Extensions.Options;

namespace Accounts.Api.Auth;

/// <summary>Refuses requests to routes whose permission the user's role in the organization does not grant.</summary>
internal sealed class MissingPermissions(RequestDelegate next, IOptions<PermissionOptions> options)
{
    public static readonly Error Missing =
        new(ErrorKind.Forbidden, "permission.missing", "Your role in the organization does not allow this; ask its administrator.");

    public Task InvokeAsync(HttpContext context) =>
        (context.GetEndpoint()?.Metadata.GetOrderedMetadata<RequiredPermission>() ?? []).All(required => IsGranted(context, required.Permission))
            ? next(context) : Missing.ToProblem().ExecuteAsync(context);

    private bool IsGranted(HttpContext context, Permission permission) =>
        options.Value.GrantedBy(permission) is not { Count: > 0 } grants
        || grants.Any(name => context.User.HasClaim(SessionClaims.Grant, OrganizationClaims.Bare(name)));
}

/// <summary>A permission that a route requires.</summary>
internal sealed record RequiredPermission(Permission Permission);

internal static class PermissionRoutes
{
    /// <summary>Serves a route, or all routes of a group, only to users who have the permission.</summary>
    public static TBuilder Requires<TBuilder>(this TBuilder routes, Permission permission)
        where TBuilder : IEndpointConventionBuilder => routes.WithMetadata(new RequiredPermission(permission)).Fails(MissingPermissions.Missing);

    /// <summary>After the sign-in, which reads the claims, and before the endpoint.</summary>
    public static IApplicationBuilder UsePermissions(this IApplicationBuilder app) => app.UseMiddleware<MissingPermissions>();
}
