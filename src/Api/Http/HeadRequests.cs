namespace Accounts.Api.Http;

internal static class HeadRequests
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Answers HEAD as GET; the server leaves out the body.</summary>
    public static TBuilder AlsoHead<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder
    {
        routes.Finally(endpoint =>
        {
            if (endpoint.Metadata.OfType<IHttpMethodMetadata>().LastOrDefault()?.HttpMethods is [var only] && HttpMethods.IsGet(only))
                endpoint.Metadata.Add(new HttpMethodMetadata(Methods));
        });
        return routes;
    }

    /// <summary>The same for pages that a middleware serves, which knows only GET.</summary>
    public static IApplicationBuilder UseHeadAsGet(this IApplicationBuilder app, PathString under) => app.Use((context, next) =>
    {
        var request = context.Request;
        if (HttpMethods.IsHead(request.Method) && request.Path.StartsWithSegments(under, StringComparison.OrdinalIgnoreCase))
            request.Method = HttpMethods.Get;
        return next(context);
    });
}
