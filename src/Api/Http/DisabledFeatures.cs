using Accounts.Api.OpenApi;
using Accounts.Application.Common.Features;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;

namespace Accounts.Api.Http;

/// <summary>Answers requests to the routes of a feature that is off for the user as if the routes did not exist.</summary>
internal sealed class DisabledFeatures(RequestDelegate next, IFeatureFlags flags)
{
    public static readonly Error Disabled = new(ErrorKind.NotFound, "feature.disabled", "This feature is turned off.");

    public Task InvokeAsync(HttpContext context, CurrentUser user) =>
        user.IsKnown && context.GetEndpoint()?.Metadata.GetMetadata<NeededFeature>() is { } needed
            ? CheckAsync(context, needed.Feature, user.Id)
            : next(context);

    private async Task CheckAsync(HttpContext context, Feature feature, UserId user)
    {
        var isOn = await flags.IsOnAsync(feature, user, context.RequestAborted);
        await (isOn ? next(context) : Disabled.ToProblem().ExecuteAsync(context));
    }
}

/// <summary>The feature to which a route belongs.</summary>
internal sealed record NeededFeature(Feature Feature);

internal static class FeatureRoutes
{
    /// <summary>Serves a route, or all routes of a group, only while the feature is on for the user.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder routes, Feature feature)
        where TBuilder : IEndpointConventionBuilder => routes.WithMetadata(new NeededFeature(feature)).Fails(DisabledFeatures.Disabled);

    /// <summary>After the sign-in, which tells whose request it is, and before the endpoint.</summary>
    public static IApplicationBuilder UseFeatures(this IApplicationBuilder app) => app.UseMiddleware<DisabledFeatures>();
}
