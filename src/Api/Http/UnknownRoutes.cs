namespace Accounts.Api.Http;

internal static class UnknownRoutes
{
    /// <summary>A request without a route is a 404, signed in or not: the list of routes is public.</summary>
    public static IApplicationBuilder UseUnknownRoutes(this IApplicationBuilder app) => app.Use((context, next) =>
        context.GetEndpoint() is null ? Problems.ToProblem(StatusCodes.Status404NotFound).ExecuteAsync(context) : next(context));
}
